import Button from "@cloudscape-design/components/button";
import DatePicker from "@cloudscape-design/components/date-picker";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { text } from "../../text/text.ts";
import { dayAfter, readDay } from "./utc-day.ts";

const words = text.operations.dead;

/** Chooses a day in UTC: one before, one after, or any in the past. */
export function ChosenDay({
  day,
  today,
  onChange,
}: {
  readonly day: string;
  readonly today: string;
  readonly onChange: (day: string) => void;
}) {
  const isLast = day >= today;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button
        iconName="angle-left"
        ariaLabel={words.previousDay}
        onClick={() => onChange(dayAfter(day, -1))}
      />
      <DatePicker
        value={day}
        onChange={({ detail }) => {
          const chosen = readDay(detail.value);
          if (chosen !== undefined) onChange(chosen);
        }}
        isDateEnabled={(date) => localDay(date) <= today}
        format="iso"
        inputFormat="iso"
        placeholder="YYYY-MM-DD"
        ariaLabel={words.day}
        openCalendarAriaLabel={(selected) => text.times.openCalendar(words.day, selected)}
        i18nStrings={{
          todayAriaLabel: text.times.today,
          nextMonthAriaLabel: text.times.nextMonth,
          previousMonthAriaLabel: text.times.previousMonth,
        }}
      />
      <Button
        iconName="angle-right"
        ariaLabel={words.nextDay}
        disabled={isLast}
        disabledReason={words.noNextDay}
        onClick={() => onChange(dayAfter(day, 1))}
      />
      {!isLast && <Button onClick={() => onChange(today)}>{words.today}</Button>}
    </SpaceBetween>
  );
}

/** The calendar has its days as midnights of whoever looks. */
function localDay(date: Date): string {
  const month = String(date.getMonth() + 1).padStart(2, "0");
  return `${date.getFullYear()}-${month}-${String(date.getDate()).padStart(2, "0")}`;
}
