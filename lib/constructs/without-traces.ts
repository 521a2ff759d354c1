import type { AppProps } from 'aws-cdk-lib/core';

/** An assembly that says where in the code each resource was made names folders of this machine: no two would be the same. */
export const withoutTraces: AppProps = {
  stackTraces: false,
  context: { 'aws:cdk:disable-creation-stack-traces': true },
};
