import { join } from "node:path";

import { Command, CommanderError, Option, type Argument } from "commander";

import { codeRoot, packageVersion } from "../../home.ts";
import { discover } from "../../kit/discover.ts";
import { AttacheError } from "../../kit/error.ts";
import { commandGroups, type CommandContext, type CommandDefinition, type ExitCode } from "./command.ts";
import { createContext } from "./context.ts";
import type { Interrupts } from "./interrupts.ts";
import { reportError } from "./report-error.ts";
import type { Terminal } from "./terminal.ts";

interface Surroundings {
  terminal: Terminal;
  environment: Record<string, string | undefined>;
  interrupts: Interrupts;
}

/** Runs one command line and gives its exit code. Nothing is thrown: errors are shown as the contract says. */
export async function run(argv: string[], surroundings: Surroundings): Promise<ExitCode> {
  const { terminal, environment, interrupts } = surroundings;
  const beforeDashes = argv.includes("--") ? argv.slice(0, argv.indexOf("--")) : argv;
  let helpCommand = "attache --help";
  try {
    const commands = await discover<CommandDefinition>(join(codeRoot(), "src", "faces", "cli", "commands"));
    if (commands.some((command) => command.name === argv[0])) helpCommand = `attache ${argv[0]} --help`;
    return await interrupts.during(async (signal) => {
      let exitCode: ExitCode = 0;
      const program = createProgram(terminal);
      for (const group of commandGroups)
        for (const { name, definition } of commands.filter((command) => command.definition.group === group))
          program.addCommand(
            toCommander(name, definition, terminal, async (input, flags) => {
              exitCode = await definition.run(input, createContext(surroundings, signal, flags));
            }),
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
    .configureHelp({
      subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(written)].join(" "),
    })
    .addHelpText(
      "after",
      '\nStart here:\n  attache ask "How much has France committed to AI infrastructure?"\n  attache COMMAND --help\n\nExit codes: 0 done or answered, 1 failed, 2 wrong usage, 3 abstained, 4 below an eval gate.',
    );
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

function toCommander(
  name: string,
  definition: CommandDefinition,
  terminal: Terminal,
  action: (input: Record<string, unknown>, flags: Pick<CommandContext, "json" | "quiet">) => Promise<void>,
): Command {
  const command = ours(new Command(name), terminal)
    .summary(definition.summary)
    .description(`${definition.summary}.`)
    .helpOption("-h, --help", "show this help")
    .helpGroup(`${definition.group}:`);
  for (const argument of definition.arguments ?? []) command.argument(argument.name, argument.description);
  for (const { flags, description, repeat } of definition.options ?? []) {
    const option = new Option(flags, description);
    if (repeat) option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), ...list(value)]);
    command.addOption(option);
  }
  if (definition.json !== false) command.option("--json", "print one JSON document");
  command.option("--quiet", "no progress and no notes");
  command.addHelpText(
    "after",
    `\nExample${definition.examples.length > 1 ? "s" : ""}:\n${definition.examples.map((example) => `  attache ${example}`).join("\n")}`,
  );
  return command.action(async () => {
    const flags = command.opts<{ json?: boolean; quiet?: boolean }>();
    await action(parseInput(definition, command), { json: flags.json === true, quiet: flags.quiet === true });
  });
}

function list(value: string): string[] {
  return value
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}

function parseInput(definition: CommandDefinition, command: Command): Record<string, unknown> {
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
    next: `See: attache ${command.name()} --help`,
    cause: parsed.error,
  });
}
