import { join } from "node:path";

import { Command, CommanderError, Option, type Argument } from "commander";

import { codeRoot, packageVersion } from "../../home.ts";
import { discover } from "../../kit/discover.ts";
import type { Egress } from "../../kit/egress.ts";
import { AttacheError } from "../../kit/error.ts";
import {
  commandGroups,
  type CommandContext,
  type CommandDefinition,
  type CommandFamily,
  type ExitCode,
  type Subcommand,
} from "./command.ts";
import { createContext } from "./context.ts";
import type { Interrupts } from "./interrupts.ts";
import { reportError } from "./report-error.ts";
import type { Terminal } from "./terminal.ts";

type Flags = Pick<CommandContext, "json" | "quiet" | "embedding">;
type Action = (input: Record<string, unknown>, flags: Flags) => Promise<void>;

interface Surroundings {
  terminal: Terminal;
  environment: Record<string, string | undefined>;
  interrupts: Interrupts;
  egress: Egress;
}

/** Runs one command line and gives its exit code. Nothing is thrown: errors are shown as the contract says. */
export async function run(argv: string[], surroundings: Surroundings): Promise<ExitCode> {
  const { terminal, environment, interrupts } = surroundings;
  const beforeDashes = argv.includes("--") ? argv.slice(0, argv.indexOf("--")) : argv;
  let helpCommand = "attache --help";
  try {
    const folder = join(codeRoot(), "src", "faces", "cli", "commands");
    // A known command is loaded alone: the others cost time that an MCP client waits for.
    const [one] = argv[0] ? await discover<CommandDefinition | CommandFamily>(folder, argv[0]) : [];
    const commands = one ? [one] : await discover<CommandDefinition | CommandFamily>(folder);
    const called = commands.find((command) => command.name === argv[0]);
    if (called) helpCommand = `attache ${[called.name, ...subcommandOf(called.definition, argv)].join(" ")} --help`;
    return await interrupts.during(async (signal) => {
      let exitCode: ExitCode = 0;
      const program = createProgram(terminal);
      const runs =
        (definition: Subcommand): Action =>
        async (input, flags) => {
          const context = createContext(surroundings, signal, flags);
          exitCode = await definition.run(input, context).finally(() => context.close());
        };
      for (const group of commandGroups)
        for (const { name, definition } of commands.filter((command) => command.definition.group === group))
          program.addCommand(
            (isFamily(definition)
              ? familyCommand(name, definition, terminal, runs)
              : toCommander(name, definition, terminal, runs(definition))
            ).helpGroup(`${group}:`),
          );
      await program.parseAsync(argv.length > 0 ? argv : ["--help"], { from: "user" });
      return exitCode;
    });
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return 0;
    return reportError(thrown, terminal, {
      json: beforeDashes.includes("--json"),
      debug: Boolean(environment.ATTACHE_DEBUG),
      helpCommand,
    });
  }
}

function createProgram(terminal: Terminal): Command {
  return ours(new Command("attache"), terminal)
    .description("A briefing assistant on AI sovereignty that shows the evidence for every number it says.")
    .version(packageVersion(), "-V, --version", "print the version")
    .helpOption("-h, --help", "show this help")
    .helpCommand("help [command]", "show the help of a command")
    .usage("COMMAND [options]")
    .configureHelp({ subcommandTerm: term })
    .addHelpText(
      "after",
      '\nStart here:\n  attache ask "How much has France committed to AI infrastructure?"\n  attache COMMAND --help\n\nExit codes: 0 done or answered, 1 failed, 2 wrong usage, 3 abstained, 4 below an eval gate.',
    );
}

function isFamily(definition: CommandDefinition | CommandFamily): definition is CommandFamily {
  return "subcommands" in definition;
}

/** The second word of a call, where the first one is a family; says what there is where that word is missing. */
function subcommandOf(definition: CommandDefinition | CommandFamily, argv: string[]): string[] {
  if (!isFamily(definition)) return [];
  const names = Object.keys(definition.subcommands);
  const [second] = argv.slice(1).filter((word) => word !== "--json" && word !== "--quiet");
  if (second === undefined)
    throw new AttacheError("usage", `Say what to do: ${names.join(", ")}.`, { next: `See: attache ${argv[0]} --help` });
  return names.filter((name) => name === second);
}

function familyCommand(
  name: string,
  family: CommandFamily,
  terminal: Terminal,
  runs: (definition: Subcommand) => Action,
): Command {
  const command = ours(new Command(name), terminal)
    .summary(family.summary)
    .description(`${family.summary}.`)
    .helpOption("-h, --help", "show this help")
    .helpCommand(false)
    .usage("COMMAND [options]")
    .configureHelp({ subcommandTerm: term });
  for (const [word, definition] of Object.entries(family.subcommands))
    command.addCommand(toCommander(word, definition, terminal, runs(definition)));
  const examples = Object.values(family.subcommands).flatMap((definition) => definition.examples.slice(0, 1));
  return command.addHelpText("after", exampleText(examples));
}

function exampleText(examples: string[]): string {
  return `\nExample${examples.length > 1 ? "s" : ""}:\n${examples.map((example) => `  attache ${example}`).join("\n")}`;
}

function term(command: Command): string {
  return [command.name(), ...command.registeredArguments.map(written)].join(" ");
}

function written(argument: Argument): string {
  const name = argument.variadic ? `${argument.name()}...` : argument.name();
  return argument.required ? `<${name}>` : `[${name}]`;
}

// Text of commander goes through our terminal; its errors are shown by `reportError` alone.
function ours(command: Command, terminal: Terminal): Command {
  return command.exitOverride().configureOutput({
    writeOut: (text) => terminal.out.write(text),
    writeErr: (text) => terminal.err.write(text),
    outputError: () => {},
    getOutHelpWidth: () => Math.min(terminal.out.width(), 100),
    getOutHasColors: () => false,
  });
}

function toCommander(name: string, definition: Subcommand, terminal: Terminal, action: Action): Command {
  const command = ours(new Command(name), terminal)
    .summary(definition.summary)
    .description(`${definition.summary}.`)
    .helpOption("-h, --help", "show this help");
  for (const argument of definition.arguments ?? []) command.argument(argument.name, argument.description);
  for (const { flags, description, repeat } of definition.options ?? []) {
    const option = new Option(flags, description);
    if (repeat) option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), ...list(value)]);
    command.addOption(option);
  }
  if (definition.index)
    command.option("--embedding <spec>", "embedded, FOLDER, hub:OWNER/NAME or http://HOST:PORT/v1#NAME");
  if (definition.json !== false) command.option("--json", "print one JSON document");
  command.option("--quiet", "no progress and no notes");
  command.addHelpText("after", exampleText(definition.examples));
  return command.action(async () => {
    const { json, quiet, embedding } = command.opts<Partial<Flags>>();
    const searches = definition.index ? { embedding } : { embedding: undefined };
    await action(parseInput(definition, command), { json: json === true, quiet: quiet === true, ...searches });
  });
}

function list(value: string): string[] {
  return value
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}

function parseInput(definition: Subcommand, command: Command): Record<string, unknown> {
  const positional = command.registeredArguments.map((argument, index) => [
    argument.name(),
    command.processedArgs[index],
  ]);
  const parsed = definition.input.safeParse({ ...command.opts(), ...Object.fromEntries(positional) });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const key = String(issue?.path[0] ?? "");
  const option = command.options.find((candidate) => candidate.attributeName() === key);
  throw new AttacheError("usage", `${option?.long ?? key.toUpperCase()}: ${issue?.message ?? "not understood"}.`, {
    next: `See: ${fullName(command)} --help`,
    cause: parsed.error,
  });
}

function fullName(command: Command): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name();
}
