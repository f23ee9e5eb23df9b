// Tells the tests' report from all else that VS Code prints to the same place.

/** Stands before every piece of the report that is printed inside the extension host. */
export const reportMark = "nbready-test-report: ";

/** What the tests say where VS Code has not opened the folders of its workspace, so that none of them ran. */
export const noFoldersMark = "nbready-no-folders";
