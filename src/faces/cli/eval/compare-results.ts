import { AttacheError } from "../../../kit/error.ts";
import type { CommandContext, ExitCode } from "../command.ts";

/** `attache eval compare A B`: sets two results side by side. Warnings stand beside the result, and in its JSON. */
export async function compareCommand(
  paths: string[],
  others: Record<string, unknown>,
  context: CommandContext,
): Promise<ExitCode> {
  const [a, b, ...more] = paths;
  if (a === undefined || b === undefined || more.length > 0)
    throw new AttacheError("usage", "eval compare takes two results.", {
      next: "Example: attache eval compare results/before results/after",
    });
  const stray = Object.keys(others).find((name) => others[name] !== undefined && others[name] !== false);
  if (stray !== undefined)
    throw new AttacheError(
      "usage",
      `eval compare takes no --${stray.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.`,
      {
        next: "It reads finished results: attache eval compare A B",
      },
    );
  const [{ compareResults }, { readResults }, { showComparison }] = await Promise.all([
    import("../../../evals/compare.ts"),
    import("../../../evals/results-file.ts"),
    import("../../../evals/show-comparison.ts"),
  ]);
  const comparison = compareResults(readResults(a), readResults(b));
  context.show(comparison, () => showComparison(comparison, (text) => context.terminal.out.style("bold", text)));
  for (const warning of comparison.warnings) context.note(warning);
  return 0;
}
