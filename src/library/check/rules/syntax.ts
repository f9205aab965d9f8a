import { defineRule } from "../define-rule.ts";

export default defineRule({
  summary: "YAML that cannot be parsed: its whole file is left out",
  level: "error",
  *check({ files }) {
    for (const file of files)
      for (const { place, message, duplicateKey } of file.faults)
        if (!duplicateKey) yield { place, message: `Broken YAML: ${message}`, mend: "Mend the line" };
  },
});
