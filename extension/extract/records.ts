// Looks at what a command is given: anybody may call it with anything.
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;
