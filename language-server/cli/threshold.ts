// Compares severities, for --fail-on.
import { severities } from "../config/config";
import type { Severity } from "../rules/rule";

/** True where `severity` is at least as severe as `least`. */
export const isAtLeast = (severity: Severity, least: Severity): boolean => severities.indexOf(severity) <= severities.indexOf(least);
