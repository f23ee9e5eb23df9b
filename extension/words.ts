// What more than one part of the extension says.

/** What Restricted Mode keeps from being checked. */
export const restrictedMode = "Packages and other files of the project are not looked at";
