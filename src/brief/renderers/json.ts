import { defineRenderer } from "../../kit/renderer.ts";

/** A brief as the JSON document of its schema. */
export default defineRenderer({
  ending: ".json",
  mediaType: "application/json",
  render: (brief) => `${JSON.stringify(brief, null, 2)}\n`,
});
