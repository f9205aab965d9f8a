import type { Brief } from "../domain/brief.ts";

/** One format a brief can be written in. */
export interface RendererDefinition {
  /** File ending, with the dot. */
  ending: string;
  mediaType: string;
  render(brief: Brief): string | Uint8Array;
}

/** Declares a renderer. The only export of a file in `src/brief/renderers/`. */
export function defineRenderer(definition: RendererDefinition): RendererDefinition {
  return definition;
}
