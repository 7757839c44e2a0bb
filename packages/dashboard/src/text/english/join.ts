export const join = {
  title: "Join a class",
  lead: "Your instructor gave you a code that begins with “coh_”. It enrols you once.",
  label: "Code of the class",
  empty: "Type the code that you were given.",
  join: "Join",
  joined: (name: string) => `You are in ${name}.`,
  already: (name: string) => `You were in ${name} already.`,
  toLabs: "To my labs",
};
