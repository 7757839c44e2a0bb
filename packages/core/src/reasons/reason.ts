/**
 * What a learner reads for one reason code. `{name}` is a parameter. Put quotation marks round a
 * parameter whose text the learner wrote: `"{found}"`. Nothing here blames, and no word comes
 * from an SDK.
 */
export interface ReasonText {
  /** For the gradebook's column "why": at most 34 characters when filled with ordinary values. */
  readonly short: string;
  /** What had to be true, where it is not what the check asks: a permission, an end of waiting. */
  readonly expected?: string;
  /** What was found, in AWS's own words for fields and values. */
  readonly found: string;
  /** What to change, never the finished command. */
  readonly doNext: string;
  /** Address of AWS's documentation, without `https://`; absent: the check's own. */
  readonly read?: string;
  /** The thing itself is not there: in a stage that shows a failure this is not one. */
  readonly isAbsence?: true;
}

/** Codes are dotted and start with the area: `dynamodb.pitr.off`. */
export type Reasons = Readonly<Record<string, ReasonText>>;

type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

type TextsOf<Text extends ReasonText> =
  | Text["short"]
  | Text["found"]
  | Text["doNext"]
  | (Text extends { readonly expected: infer Expected extends string } ? Expected : never);

/** The parameters that the texts of a reason name. */
export type ParamsOf<Text extends ReasonText> = {
  readonly [Name in Placeholders<TextsOf<Text>>]: string | number;
};

/** No second argument where the texts name no parameter. */
export type ParamsArgument<Text extends ReasonText> = keyof ParamsOf<Text> extends never
  ? []
  : [params: ParamsOf<Text>];

/** Keeps the texts literal, so that the compiler knows each reason's parameters. */
export function defineReasons<const All extends Reasons>(reasons: All): All {
  return reasons;
}

const longestParam = 80;
const longestOwnText = 2000;

/** Control and format characters, line separators: what could draw on a terminal. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Fills a text. What the learner wrote is escaped and cut, so it can't draw on a terminal. */
export function filledText(
  text: string,
  params: Readonly<Record<string, string | number>>,
  write: (value: string) => string = quotable,
): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? String(value) : write(value);
  });
}

/** For texts of ours with what people wrote in them: longer, and their quotation marks stay. */
export function ownText(value: string): string {
  return cut(value.replace(unprintable, codePoint), longestOwnText);
}

/** May stand between quotation marks. */
function quotable(value: string): string {
  return cut(value.replace(/["\\]/g, "\\$&").replace(unprintable, codePoint), longestParam);
}

function codePoint(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

function cut(text: string, longest: number): string {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("")}…`;
}
