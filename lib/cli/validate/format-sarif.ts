import { createHash } from 'node:crypto';
import { isAbsolute, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Problem, RULES, rulePage } from '../../compiler/index.ts';
import { rulePageUrl } from '../docs-url.ts';
import { packageInfo } from '../package-info.ts';
import type { Validated } from './validated.ts';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/** SARIF 2.1.0, which code scanning services read: one run, with the pages of the rules that its results name. */
export function formatSarif(validated: readonly Validated[]): string {
  const problems = validated.flatMap((each) => each.problems);
  const rules = RULES.filter(({ name }) => problems.some(({ rule }) => rule === name));
  const run = {
    tool: { driver: { name: 'gatewright', ...toolInfo(), rules: rules.map(describeRule) } },
    columnKind: 'utf16CodeUnits',
    invocations: [describeInvocation(validated)],
    results: problems.map((problem) => ({
      ruleId: problem.rule,
      ruleIndex: rules.findIndex(({ name }) => name === problem.rule),
      level: LEVELS[problem.severity],
      message: { text: problem.message },
      locations: [locationOf(problem)],
      partialFingerprints: { 'problem/v1': fingerprint(problem) },
    })),
  };
  return JSON.stringify(
    { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] },
    null,
    2,
  );
}

function toolInfo() {
  const { version, homepage } = packageInfo();
  return { version, ...(homepage !== undefined && { informationUri: homepage }) };
}

function describeRule(rule: (typeof RULES)[number]) {
  const url = rulePageUrl(rule.name);
  return {
    id: rule.name,
    shortDescription: { text: rule.summary },
    fullDescription: { text: rule.why },
    help: { text: rule.fix, markdown: rulePage(rule) },
    // A path in the package is no URI that a service could open.
    ...(URL.canParse(url) && { helpUri: url }),
    defaultConfiguration: { level: LEVELS[rule.severities[0]] },
  };
}

function describeInvocation(validated: readonly Validated[]) {
  const failures = validated.flatMap(({ unreadable }) => unreadable ?? []);
  const toolExecutionNotifications = failures.map(({ code, message }) => ({
    level: 'error',
    descriptor: { id: code },
    message: { text: message },
  }));
  return { executionSuccessful: failures.length === 0, toolExecutionNotifications };
}

function locationOf({ file, line, column, pointer }: Problem) {
  return {
    physicalLocation: { artifactLocation: artifact(file), region: { startLine: line, startColumn: column } },
    logicalLocations: [{ fullyQualifiedName: pointer, kind: 'member' }],
  };
}

/** Relative to where the command runs, as services match it with the files of a repository; else absolute. */
function artifact(file: string) {
  const path = relative(process.cwd(), file);
  const outside = path.startsWith('..') || isAbsolute(path);
  if (outside) return { uri: pathToFileURL(file).href };
  return { uri: path.split(sep).map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}

/** The same for a problem whose line has moved. */
function fingerprint({ rule, file, pointer, message }: Problem): string {
  return createHash('sha256')
    .update(JSON.stringify([rule, file, pointer, message]))
    .digest('hex')
    .slice(0, 32);
}
