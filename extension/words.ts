// What more than one part of the extension says.

/** What Restricted Mode keeps from being checked. */
export const restrictedMode = "Packages and other files of the project are not looked at";

/** To who asks something that only the server can answer. */
export const serverStopped = "nbready's server has stopped. Run “nbready: Restart Server” and try again.";

/** Of a notebook's file. */
export const doesNotOpen = (name: string): string =>
  `${name} does not open as a notebook. “Check Notebook” in the Explorer's menu says why.`;
