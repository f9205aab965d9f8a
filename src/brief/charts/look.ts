/** Measures and colours that all charts share. Meaning is in lightness, hatching and labels, never in hue alone. */
export const look = {
  width: 760,
  fontSize: 12,
  lineHeight: 15,
  ink: "#1a1a1a",
  quiet: "#595959",
  grid: "#dddddd",
  context: "#c4c4c4",
  stripe: "#f2f2f2",
  dark: "#1f4e79",
  pale: "#f3c98b",
} as const;
