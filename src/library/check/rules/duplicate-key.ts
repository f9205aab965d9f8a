import { defineRule } from "../define-rule.ts";

export default defineRule({
  summary: "A key that stands twice in one mapping: its whole file is left out",
  level: "error",
  *check({ files }) {
    for (const file of files)
      for (const { place, duplicateKey } of file.faults)
        if (duplicateKey)
          yield {
            place,
            message: `The key ${keyAt(file.content, file.offsetOf(place))} stands twice`,
            mend: "Keep one",
          };
  },
});

function keyAt(content: string, offset: number): string {
  const line = content.slice(offset, offset + 200).split("\n", 1)[0] ?? "";
  return /^["']?([^:"']{1,60})/.exec(line)?.[1]?.trim() ?? "of this line";
}
