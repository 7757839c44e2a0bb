/** A sentence and the possibilities that it lists: `… which it is: 1. this; 2. that`. */
export interface ListedText {
  readonly sentence: string;
  /** Each with its number; none where the text lists nothing. */
  readonly items: readonly string[];
}

export function splitListed(text: string): ListedText {
  if (!/\b1\. .*\b2\. /.test(text)) return { sentence: text, items: [] };
  const [sentence = "", ...items] = text.split(/ +(?=\d\. )/);
  return { sentence, items: items.map((item) => item.replace(/;$/, "")) };
}
