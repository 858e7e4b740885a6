// What every browser test stands on: a portal of its own, a browser that notices what goes wrong, an intake client.
export { startPortal } from "./support/portal.mjs";
export { openBrowser, PASSWORD } from "./support/browser.mjs";
export { certificateRequest, exampleApplication, intake, requestedKey } from "./support/intake.mjs";
export { csvRows, endedMonth, kopecks, workbook } from "./support/reading.mjs";
export { letterTo } from "./support/letters.mjs";
export { Keys, Mouse, Person } from "./support/person.mjs";
