/** Words for a value that changes: it rose, fell, became. */
export const moves =
  /\b(?:rise|rose|risen|gr[eo]w\w*|f[ae]ll\w*|climb\w*|swell\w*|shr[aiu]nk\w*|drop\w*|improv\w*|expand\w*|increas\w*|declin\w*|becom\w+|became)\b/iu;
