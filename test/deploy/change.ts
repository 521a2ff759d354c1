import { setTimeout } from 'node:timers/promises';
import { CfnWaitCondition, CfnWaitConditionHandle, type Stack } from 'aws-cdk-lib/core';
import { readText } from '../corpus/read-text.ts';
import { compileAsFarAsNeeded } from '../real-documents/compile-as-far-as-needed.ts';
import { deployAssembly, exampleModel, tryDeploy, writeAssembly } from './assembly.ts';
import { cdkOk } from './cdk.ts';
import { deployedApi, STAGE } from './deploy-example.ts';
import type { Step } from './run-steps.ts';
import type { Scene } from './scene.ts';

const changed = (mark: string) =>
  exampleModel((text) =>
    text.replace('set: { x-content-type-options', `set: { x-deploy: ${mark}, x-content-type-options`),
  );

const PATH = '/catalogue/templates/corner-shop';

/** Asks again and again, eight at a time, until told to end; what each was answered with. */
async function load(url: string, until: Promise<unknown>): Promise<readonly string[]> {
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  until.then(end, end);
  const answers: string[] = [];
  const client = async () => {
    while (!isOver) {
      const { status, headers } = await fetch(`${url}${PATH}`);
      answers.push(`${status} ${headers.get('x-deploy') ?? 'first'}`);
      // Not to keep the deploy from the processor.
      await setTimeout(20);
    }
  };
  await Promise.all(Array.from({ length: 8 }, client));
  return answers;
}

const urlOf = (scene: Scene): string => `${scene.endpoint}/_aws/execute-api/${deployedApi(scene).restApiId}/${STAGE}`;

async function changeUnderLoad(scene: Scene): Promise<string> {
  const assembly = writeAssembly(scene, { name: 'changed', model: changed('second'), stageName: STAGE });
  const answers = await load(urlOf(scene), deployAssembly(scene, assembly));
  // The emulator ends the API of the deploy before, which then is not found; AWS has one API for both.
  const others = answers.filter((answer) => answer !== '200 first' && !answer.startsWith('404'));
  if (others.length > 0) throw new Error(`answered with ${[...new Set(others)].join(', ')}`);
  const { headers, status } = await fetch(`${urlOf(scene)}${PATH}`);
  if (`${status} ${headers.get('x-deploy')}` !== '200 second') throw new Error(`${status}, not of the second deploy`);
  const gone = answers.filter((answer) => answer.startsWith('404')).length;
  return `${answers.length - gone} answers of the first deploy, ${gone} after the emulator ended its API, none mixed, no 5xx`;
}

const HALF = 'half';

/** A resource that is never made, waited for once the versions are published and the Deployment is made. */
function failing(stack: Stack): void {
  const handle = new CfnWaitConditionHandle(stack, 'Handle');
  const condition = new CfnWaitCondition(stack, 'Never', { handle: handle.ref, timeout: '1', count: 1 });
  condition.node.addDependency(stack.node.findChild('Gateway'));
}

async function retryHalfWay(scene: Scene): Promise<void> {
  const stageName = HALF;
  const write = (name: string, mark: string, change?: (stack: Stack) => void) =>
    writeAssembly(scene, { name, model: changed(mark), stageName, ...(change && { change }) });
  await deployAssembly(scene, write('half-first', 'first'));
  const failed = await tryDeploy(scene, write('half-failing', 'second', failing));
  if (failed.code === 0) throw new Error('the deploy that had to fail did not');
  if (!/AWS::Lambda::Version/.test(failed.output)) throw new Error(`no version was published:\n${failed.output}`);
  await deployAssembly(scene, write('half-again', 'second'));
}

async function deployGithub(scene: Scene): Promise<string> {
  const file = 'github.json.gz';
  const path = new URL(`../data/openapi/${file}`, import.meta.url).pathname;
  const { model } = compileAsFarAsNeeded(file, readText(path), 'https://target.example.com');
  if (model === undefined) throw new Error('github does not compile');
  await deployAssembly(scene, writeAssembly(scene, { name: 'github', model, stageName: 'github' }));
  return `${model.operations.length} operations`;
}

async function destroy(scene: Scene): Promise<void> {
  const app = `${scene.folder}/half-again`;
  await cdkOk(['destroy', '--force', '--app', app], scene.environment);
}

/** What a team does after the first deploy. */
export const CHANGES: readonly Step<Scene>[] = [
  ['a changed document is deployed under load', changeUnderLoad],
  ['a deploy that fails half-way, its versions published, is tried again', retryHalfWay],
  ["github's 845 operations are deployed", deployGithub],
  ['cdk destroy', destroy],
];
