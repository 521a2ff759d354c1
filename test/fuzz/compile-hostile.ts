import { compile, gatewayDocument } from '../../lib/compiler/index.ts';
import { parseDocument } from '../../lib/compiler/parse-document.ts';
import type { Problem } from '../../lib/compiler/problem.ts';
import { importerComplaints } from '../support/importer-rules.ts';

const BINDINGS = {
  routerUri: 'r',
  streamingRouterUri: 's',
  authorizerUri: 'a',
};

export interface Outcome {
  /** Milliseconds of the processor, from text to gateway document. */
  readonly time: number;
  readonly problems: number;
  readonly compiled: boolean;
  /** What must not be; empty where all is well. */
  readonly complaints: readonly string[];
}

/** Compiles a text that somebody made to hurt; whatever comes out must be problems in one sentence, or a model. */
export function compileHostile(file: string, text: string, resourceQuota = 300): Outcome {
  const defaultIssuer = { issuer: 'https://id.example.com', audience: null };
  const start = process.cpuUsage();
  const { problems, model } = compile(parseDocument(file, text), { defaultIssuer, resourceQuota });
  const gateway = model && gatewayDocument(model, BINDINGS);
  const { user, system } = process.cpuUsage(start);
  const time = (user + system) / 1000;
  const lines = text.split('\n');
  const hasError = problems.some(({ severity }) => severity === 'error');
  return {
    time,
    problems: problems.length,
    compiled: model !== undefined,
    complaints: [
      ...problems.flatMap((problem) => problemComplaints(problem, lines)),
      ...((model === undefined) === hasError ? [] : [`a model: ${model !== undefined}, an error: ${hasError}`]),
      ...(gateway === undefined ? [] : importerComplaints(gateway, { resources: resourceQuota })),
    ],
  };
}

function problemComplaints({ line, column, message }: Problem, lines: readonly string[]): readonly string[] {
  const length = (lines[line - 1]?.length ?? -1) + 1;
  return [
    ...(column > 0 && column <= length ? [] : [`no such place: ${line}:${column}`]),
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
    ...(/^[^\u0000-\u001f]{10,810}$/.test(message) ? [] : [`not one sentence: ${message.slice(0, 200)}`]),
    ...(/\[object |(Range|Type|Syntax)Error|[^.]\.$/.test(message)
      ? [`not for a reader: ${message.slice(0, 200)}`]
      : []),
  ];
}
