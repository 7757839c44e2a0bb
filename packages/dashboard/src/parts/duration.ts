import * as z from "zod";

export const durationUnits = ["minute", "hour", "day"] as const;

/** A length of time as it is typed. */
export const Duration = z.object({
  amount: z.string(),
  unit: z.enum([...durationUnits, "second"]),
});
export type Duration = z.infer<typeof Duration>;

const secondsOf = { second: 1, minute: 60, hour: 3600, day: 86_400 } as const;

/** `undefined` where it is no number, or not whole in seconds. */
export function readDuration({ amount, unit }: Duration): number | undefined {
  if (!/^\d{1,6}(\.\d{1,4})?$/.test(amount.trim())) return undefined;
  const seconds = Number(amount) * secondsOf[unit];
  return Number.isInteger(seconds) ? seconds : undefined;
}

/** In the largest unit in which it is whole. */
export function durationOf(seconds: number): Duration {
  const unit =
    (["day", "hour", "minute"] as const).find((one) => seconds % secondsOf[one] === 0) ?? "second";
  return { amount: String(seconds / secondsOf[unit]), unit: seconds === 0 ? "minute" : unit };
}
