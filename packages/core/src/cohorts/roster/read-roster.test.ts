import * as fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { readRoster } from "./read-roster.ts";
import { largestRoster } from "./roster-entry.ts";

const lines = (...rows: readonly string[]) => rows.join("\n");
const codesAt = (csv: string) => readRoster(csv).problems.map(({ code, line }) => [code, line]);

describe("readRoster", () => {
  it("reads plain headers in any order, letter case and spelling", () => {
    const roster = readRoster(
      lines(
        "Section,E-Mail,Login,First_Name,Last name",
        "A,one@example.edu,learner-01,Given,Family",
      ),
    );

    expect(roster).toEqual({
      format: "plain",
      entries: [
        {
          login: "learner-01",
          name: { full: "Given Family", given: "Given", family: "Family" },
          email: "one@example.edu",
          section: "A",
          externalIds: {},
        },
      ],
      problems: [],
      skipped: [],
      ignoredColumns: [],
    });
  });

  it("reads Canvas's gradebook, and leaves out its rows that are no learners", () => {
    const roster = readRoster(
      lines(
        "Student,ID,SIS User ID,SIS Login ID,Section,Essay (1201),Final Score",
        ",,,,,Manual Posting,",
        "    Points Possible,,,,,40.00,(read only)",
        '"Family, Given",501,s-501,learner-01,Section 1,33.00,82.5',
        '"Student, Test",502,,0a1b2c,Section 1,,',
      ),
    );

    expect(roster.format).toBe("canvas");
    expect(roster.entries).toEqual([
      {
        login: "learner-01",
        name: { full: "Given Family", given: "Given", family: "Family" },
        section: "Section 1",
        externalIds: { canvasId: "501", sisUserId: "s-501", sisLoginId: "learner-01" },
      },
    ]);
    expect(roster.skipped).toEqual([
      { line: 2, why: "how grades are posted" },
      { line: 3, why: "the maximum points" },
      { line: 5, why: "Canvas's test student" },
    ]);
    expect(roster.ignoredColumns).toEqual(["Essay (1201)", "Final Score"]);
  });

  it("reads Canvas's other form, with two columns for the name", () => {
    const roster = readRoster(
      lines(
        "LastName,FirstName,ID,SIS User ID,SIS Login ID,Integration ID,Root Account,Section",
        "Family,Given,501,s-501,learner-01,i-1,school,Section 1",
      ),
    );

    expect(roster.entries).toMatchObject([
      { name: { full: "Given Family" }, externalIds: { integrationId: "i-1" } },
    ]);
  });

  it("reads Moodle's participants: the e-mail address is the login where there is no user name", () => {
    const roster = readRoster(
      lines(
        '"First name",Surname,"ID number","Email address",Roles',
        "Given,Family,m-1,one@example.edu,Student",
        "Given,Other,m-2,two@example.edu,Teacher",
      ),
    );

    expect(roster).toMatchObject({
      format: "moodle",
      entries: [{ login: "one@example.edu", externalIds: { moodleIdNumber: "m-1" } }],
      skipped: [{ line: 3, why: "the role Teacher" }],
    });
  });

  it("takes the column that is named for the login", () => {
    const csv = lines("Student,ID,SIS User ID,SIS Login ID,Section", "Given,501,s-501,x,Section 1");

    expect(readRoster(csv, { loginColumn: "sis user id" }).entries).toMatchObject([
      { login: "s-501" },
    ]);
    expect(readRoster(csv, { loginColumn: "Matrikel" }).problems).toMatchObject([
      {
        code: "roster.login_column_missing",
        line: 1,
        problem: expect.stringContaining("Matrikel"),
      },
    ]);
  });

  it("takes a byte order mark, CRLF, semicolons, quotes and cells of two lines", () => {
    const csv =
      '\uFEFFlogin;name;section\r\nlearner-01;"Family; ""Given""";A\r\n\r\n;;\r\nlearner-02;;"B"\r\n';

    const { entries, problems } = readRoster(csv);

    expect(problems).toEqual([]);
    expect(entries).toMatchObject([
      { login: "learner-01", name: { full: 'Family; "Given"' }, section: "A" },
      { login: "learner-02", section: "B" },
    ]);
  });

  it("keeps what looks like a formula as the text that it is", () => {
    const { entries } = readRoster(lines("login,name", 'learner-01,"=HYPERLINK(""x"")"'));

    expect(entries).toMatchObject([{ name: { full: '=HYPERLINK("x")' } }]);
  });

  it("counts lines as an editor does, also below a cell of two lines", () => {
    const csv = lines("login,section", 'learner-01,"A', 'B"', ",C");

    expect(readRoster(csv).problems).toEqual([
      {
        code: "roster.cell_invalid",
        line: 2,
        column: "section",
        problem: "Expected one line of at most 200 characters.",
      },
      {
        code: "roster.login_missing",
        line: 4,
        column: "login",
        problem: "The row has no login. Expected what this person signs in with.",
      },
    ]);
  });

  it.each([
    ["nothing", "", "roster.empty", 1],
    ["a header alone", "login,name", "roster.empty", 1],
    ["no column of logins", "name,section\nx,A", "roster.login_column_missing", 1],
    ["a column twice", "login,email,e-mail\na,b@c.d,b@c.d", "roster.header_invalid", 1],
    ["a quote that is not closed", 'login,name\na,"b\nc,d', "roster.quotes", 2],
    ["more cells than columns", "login,name\na,Family, Given", "roster.row_too_long", 2],
    ["a login with a blank", "login\nlearner 01", "roster.cell_invalid", 2],
    ["no e-mail address", "login,email\na,b", "roster.cell_invalid", 2],
    ["characters that were lost", "login,name\na,Fran\uFFFDois", "roster.encoding", 2],
    ["a login twice", "login\na\nb\nA", "roster.duplicate", 4],
    ["an e-mail address twice", "login,email\na,x@y.z\nb,X@y.z", "roster.duplicate", 3],
    ["an ID twice", "Student,ID,SIS Login ID,Section\nA,1,a,S\nB,1,b,S", "roster.duplicate", 3],
  ])("refuses %s with the line", (_what, csv, code, line) => {
    expect(codesAt(csv)).toContainEqual([code, line]);
  });

  it("names column and expectation of a cell", () => {
    expect(readRoster(lines("Login,E-Mail", "a,b")).problems).toEqual([
      {
        code: "roster.cell_invalid",
        line: 2,
        column: "E-Mail",
        problem: "Expected an e-mail address.",
      },
    ]);
  });

  it("takes 5,000 learners and no more", () => {
    const rows = Array.from({ length: largestRoster + 1 }, (_, at) => `learner-${at}`);

    expect(codesAt(lines("login", ...rows.slice(1)))).toEqual([]);
    expect(codesAt(lines("login", ...rows))).toEqual([["roster.too_many_rows", 5002]]);
  });

  it("reads back whatever a spreadsheet writes", () => {
    const text = fc.stringMatching(/^[A-Za-z=+@;,"'\- ]{0,20}$/).map((cell) => cell.trim());
    const rows = fc.uniqueArray(
      fc.record({ login: fc.stringMatching(/^[a-z0-9]{1,12}$/), section: text }),
      { selector: ({ login }) => login, minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(rows, fc.constantFrom(",", ";", "\t"), (learners, delimiter) => {
        const csv = Papa.unparse(learners, { delimiter, columns: ["login", "section"] });

        const { entries, problems } = readRoster(csv);

        expect(problems).toEqual([]);
        expect(entries.map(({ login, section = "" }) => ({ login, section }))).toEqual(learners);
      }),
    );
  });

  it("answers any text with entries or problems, and never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const { entries, problems } = readRoster(`login,name\n${text}`);

        expect(entries.length + problems.length).toBeGreaterThanOrEqual(text.trim() === "" ? 1 : 0);
      }),
    );
  });
});
