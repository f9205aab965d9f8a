const darkest = [38, 77, 125] as const;
const lightest = [238, 245, 252] as const;

/** The colour of a cell, lighter the higher the score of 0–100, and the ink that stands out on it. */
export function shade(score: number): { fill: string; ink: string } {
  const share = Math.min(1, Math.max(0, score / 100));
  const colour = darkest.map((dark, index) => Math.round(dark + share * ((lightest[index] ?? 255) - dark)));
  const light = luminance(colour);
  // Contrast as WCAG 2 counts it: (lighter + 0.05) / (darker + 0.05).
  const ink = 1.05 / (light + 0.05) > (light + 0.05) / 0.05 ? "#ffffff" : "#000000";
  return { fill: `rgb(${colour.join(",")})`, ink };
}

function luminance(colour: number[]): number {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
