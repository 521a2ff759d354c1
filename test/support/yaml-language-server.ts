import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath, pathToFileURL } from 'node:url';

const SERVER = fileURLToPath(
  new URL('../../node_modules/yaml-language-server/bin/yaml-language-server', import.meta.url),
);

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

/** 0-based, as the protocol counts. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

export interface Diagnostic {
  readonly message: string;
  readonly range: { readonly start: TextPosition };
}

/** The server that VS Code's YAML extension and other editors run, spoken to by the Language Server Protocol. */
export interface YamlLanguageServer {
  /** Opens a document of its own name and says what is wrong with it. */
  diagnose(file: string, text: string): Promise<readonly Diagnostic[]>;
  /** Labels of what may stand at a place of an open document. */
  complete(file: string, position: TextPosition): Promise<readonly string[]>;
  hover(file: string, position: TextPosition): Promise<string>;
  stop(): Promise<void>;
}

export async function startYamlLanguageServer(folder: string): Promise<YamlLanguageServer> {
  const child = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = new Map<number, (result: unknown) => void>();
  const diagnoses = new Map<string, (found: readonly Diagnostic[]) => void>();
  let asked = 0;
  const send = (message: Message) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const request = <T>(method: string, params: unknown): Promise<T> => {
    const id = ++asked;
    send({ id, method, params });
    return new Promise((resolve) => answers.set(id, (result) => resolve(result as T))); // the protocol's own type
  };
  const receive = ({ id, method, params, result }: Message) => {
    // It asks for settings (none here) and for progress bars; only what it says of a document is of interest.
    if (method === 'workspace/configuration') send({ id: id ?? 0, result: [{ validate: true }, {}, {}, {}, {}] });
    else if (method !== undefined && id !== undefined) send({ id, result: null });
    else if (id !== undefined) answers.get(id)?.(result);
    if (method !== 'textDocument/publishDiagnostics') return;
    const { uri, diagnostics } = params as { uri: string; diagnostics: readonly Diagnostic[] }; // the protocol's own type
    diagnoses.get(uri)?.(diagnostics);
  };
  readMessages(child.stdout, receive);
  const uriOf = (file: string) => new URL(file, `${pathToFileURL(folder)}/`).href;
  await request('initialize', { processId: process.pid, rootUri: uriOf('.'), capabilities: {} });
  send({ method: 'initialized', params: {} });
  return {
    diagnose: (file, text) =>
      new Promise((resolve) => {
        const uri = uriOf(file);
        diagnoses.set(uri, resolve);
        send({
          method: 'textDocument/didOpen',
          params: { textDocument: { uri, languageId: 'yaml', version: 1, text } },
        });
      }),
    complete: async (file, position) => {
      const textDocument = { uri: uriOf(file) };
      type Completion = { readonly items: readonly { readonly label: string }[] };
      const { items } = await request<Completion>('textDocument/completion', { textDocument, position });
      return items.map(({ label }) => label);
    },
    hover: async (file, position) => {
      const textDocument = { uri: uriOf(file) };
      const found = await request<{ contents: { value: string } } | null>('textDocument/hover', {
        textDocument,
        position,
      });
      return found?.contents.value ?? '';
    },
    stop: async () => {
      const ended = once(child, 'exit');
      await request('shutdown', null);
      send({ method: 'exit' });
      await ended;
    },
  };
}

function readMessages(stream: NodeJS.ReadableStream, receive: (message: Message) => void): void {
  let buffer = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      const start = buffer.indexOf('\r\n\r\n') + 4;
      const length = Number(/Content-Length: (\d+)/i.exec(buffer.toString('latin1', 0, Math.max(0, start)))?.[1]);
      if (start < 4 || buffer.length < start + length) return;
      const body = buffer.toString('utf8', start, start + length);
      buffer = buffer.subarray(start + length);
      receive(JSON.parse(body));
    }
  });
}
