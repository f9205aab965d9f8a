import { quoted } from "../../../kit/error.ts";
import { circles } from "../circles.ts";
import { defineRule } from "../define-rule.ts";

export default defineRule({
  summary: "A bloc that contains itself, has members that do not exist, or whose members say otherwise",
  level: "error",
  *check({ countries, files }) {
    const byCode = new Map(countries.map((entry) => [entry.record.country, entry]));
    const broken = new Set(files.map((file) => file.path.slice("countries/".length, -".yaml".length)));
    for (const circle of circles(byCode.keys(), (code) => byCode.get(code)?.record.members ?? [])) {
      const bloc = byCode.get(circle[0] ?? "");
      if (bloc)
        yield {
          place: bloc.at("members"),
          message:
            circle.length === 1
              ? `${bloc.record.country} is a member of itself`
              : `${[...circle, circle[0]].join(" has the member ")}: a circle`,
          mend: "Take the bloc out of its own members",
        };
    }
    for (const { record, at } of countries) {
      for (const [index, code] of record.members.entries()) {
        const member = byCode.get(code);
        if (!member && !broken.has(code))
          yield {
            place: at("members", index),
            message: `${record.country}: there is no member ${quoted(code)}`,
            mend: "Correct the code, or add its file in countries/",
          };
        else if (member && !member.record.memberships.includes(record.country))
          yield {
            place: at("members", index),
            level: "warning",
            message: `${record.country} counts ${code} as a member, which does not name it under memberships`,
            mend: `Add ${record.country} to memberships in countries/${code}.yaml, or take ${code} out here`,
          };
      }
      for (const [index, code] of record.memberships.entries())
        if (byCode.has(code) && !byCode.get(code)?.record.members.includes(record.country))
          yield {
            place: at("memberships", index),
            level: "warning",
            message: `${record.country} names ${code} under memberships, which does not count it as a member`,
            mend: `Add ${record.country} to members in countries/${code}.yaml, or take ${code} out here`,
          };
    }
  },
});
