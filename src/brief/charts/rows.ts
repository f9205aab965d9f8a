import { fitText, textWidth } from "./fit-text.ts";

/** A line of a table, with its place in pixels from the top; tall enough for its name, which is never cut. */
export interface Row<Item> {
  item: Item;
  name: string[];
  top: number;
  middle: number;
  bottom: number;
}

/** A table's lines one below the other, and the room that their names need. */
export function tableRows<Item extends { name: string }>(
  items: Item[],
  { least, nameWidth }: { least: number; nameWidth: number },
): { rows: Row<Item>[]; height: number; nameRoom: number } {
  let height = 0;
  const rows = items.map((item) => {
    const name = fitText(item.name, nameWidth);
    const top = height;
    height += Math.max(least, name.length * 14 + 8);
    return { item, name, top, middle: (top + height) / 2, bottom: height };
  });
  const nameRoom = Math.ceil(Math.max(0, ...rows.flatMap(({ name }) => name.map((line) => textWidth(line)))));
  return { rows, height: Math.max(least, height), nameRoom };
}
