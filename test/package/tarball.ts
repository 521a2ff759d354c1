/**
 * The package as its users get it: packed, installed into a folder of its own, imported by a CDK app in JavaScript and in
 * TypeScript, and run as a command. Node runs no TypeScript under node_modules, so that only this shows that it works.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const { version, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const pinned = ['aws-cdk-lib', 'constructs', 'node'].map((name) => `${name}@${devDependencies[name]}`);
const folder = mkdtempSync(join(tmpdir(), 'gatewright-package-'));
const launcher = join('node_modules', 'gatewright', 'bin', 'gatewright.js');

/** Runs to the end and returns what was printed; anything but the exit code expected ends this program. */
function run(command: string, args: readonly string[], options: { cwd?: string; exit?: number } = {}): string {
  const { cwd = folder, exit = 0 } = options;
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', stdio: 'pipe' });
  if (status === exit) return stdout + stderr;
  throw new Error(`${command} ${args.join(' ')}: exit ${status}, expected ${exit}\n${stdout}${stderr}${error ?? ''}`);
}

function expectText(text: string, pattern: RegExp): void {
  if (!pattern.test(text)) throw new Error(`expected ${pattern}, got:\n${text}`);
}

/** The machine's own Node, where it is older than ours: the launcher must find the pinned one. */
function olderNode(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((path) => !path.includes('node_modules'));
  const node = folders.map((path) => join(path, 'node')).find((path) => existsSync(path));
  if (!node) return undefined;
  return Number.parseInt(run(node, ['--version']).slice(1), 10) < 24 ? node : undefined;
}

function install(): void {
  run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: root });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  const quiet = ['--silent', '--no-audit', '--no-fund', '--prefer-offline'];
  run('npm', ['install', ...quiet, `./gatewright-${version}.tgz`, ...pinned]);
  cpSync(join(root, 'openapi', 'gateway.yaml'), join(folder, 'gateway.yaml'));
}

const app = `import { App, Stack } from 'aws-cdk-lib';
import { OpenApiGateway } from 'gatewright';

const app = new App({ outdir: 'cdk.out' });
const gateway = new OpenApiGateway(new Stack(app, 'Shop'), 'Gateway', { document: 'gateway.yaml', stageName: 'live' });
console.log(gateway.url.startsWith('https://'));
app.synth();
`;

function checkLibrary(): void {
  writeFileSync(join(folder, 'app.js'), app);
  run(process.execPath, ['app.js']);
  const template = readFileSync(join(folder, 'cdk.out', 'Shop.template.json'), 'utf8');
  expectText(template, /"AWS::ApiGateway::RestApi"/);
  if (globSync(join(folder, 'cdk.out', 'asset.*', 'index.cjs')).length < 2) throw new Error('no bundles in cdk.out');
}

function checkTypes(): void {
  writeFileSync(join(folder, 'app.ts'), app);
  const flags = [
    '--noEmit',
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'es2024',
    '--types',
    '',
    '--lib',
    'esnext,dom',
  ];
  run(join(root, 'node_modules', '.bin', 'tsc'), [...flags, 'app.ts']);
  writeFileSync(join(folder, 'wrong.ts'), app.replace("document: 'gateway.yaml'", 'document: 7'));
  const refusal = run(join(root, 'node_modules', '.bin', 'tsc'), [...flags, 'wrong.ts'], { exit: 1 });
  expectText(refusal, /wrong\.ts\(5,\d+\): error/);
}

function checkCommand(): void {
  run(process.execPath, [launcher, 'validate', 'gateway.yaml']);
  run(process.execPath, [launcher, 'compile', 'gateway.yaml', '--out', 'compiled']);
  expectText(
    readFileSync(join(folder, 'compiled', 'gateway-document.json'), 'utf8'),
    /x-amazon-apigateway-integration/,
  );
  run(process.execPath, [launcher, 'no-such-command'], { exit: 2 });
}

/** The local gateway, whose workers and tables are files of the package too. */
async function checkDev(): Promise<void> {
  const dev = spawn(process.execPath, [launcher, 'dev', 'gateway.yaml', '--port', '0'], {
    cwd: folder,
    timeout: 60_000,
  });
  let printed = '';
  const url = await new Promise<string | undefined>((resolve) => {
    const read = (text: Buffer) => {
      printed += text;
      // The last line of the welcome: all of it works by then.
      if (/Ctrl-C stops/.test(printed)) resolve(/http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0]);
    };
    dev.stdout.on('data', read);
    dev.stderr.on('data', read);
    dev.on('exit', () => resolve(undefined));
  });
  if (!url) throw new Error(`gatewright dev is not ready:\n${printed}`);
  const { status } = await fetch(`${url}/status`);
  const exited = once(dev, 'exit');
  dev.kill('SIGINT');
  const [code] = await exited;
  if (status !== 200 || code !== 0) throw new Error(`GET /status: ${status}, exit ${code}\n${printed}`);
}

function checkOlderNode(node: string): void {
  run(node, [launcher, 'validate', 'gateway.yaml']);
  run(node, [launcher, 'no-such-command'], { exit: 2 });
  expectText(
    run(node, [join(root, 'bin', 'app.js')], { exit: 1 }),
    /^gatewright needs Node >= 24, this is v[\d.]+: .*\n$/,
  );
  rmSync(join(folder, 'node_modules', 'node'), { recursive: true });
  expectText(run(node, [launcher, '--help'], { exit: 1 }), /^gatewright needs Node >= 24, this is v[\d.]+: .*\n$/);
}

try {
  install();
  checkLibrary();
  checkTypes();
  checkCommand();
  await checkDev();
  const older = olderNode();
  if (older) checkOlderNode(older);
  console.log(
    `gatewright-${version}.tgz installs, synthesizes and runs${older ? '' : ' (no older Node here to start it with)'}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
