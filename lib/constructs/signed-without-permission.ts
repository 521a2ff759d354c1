import { Annotations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { OutboundConfig } from '../../lambdas/core/outbound-config.ts';

/** Tells that targets will refuse what the router signs, unless their own policies name its role. */
export function signedWithoutPermission(scope: Construct, backends: Readonly<Record<string, OutboundConfig>>): void {
  const services = Object.entries(backends).flatMap(([name, { auth }]) =>
    auth?.kind === 'sigv4' ? [`${name} (${auth.service})`] : [],
  );
  if (services.length === 0) return;
  const message = `requests to ${services.join(', ')} are signed by the role of the router, which may do nothing there: pass targetPermissions, or let the role in by the targets' own policies and acknowledge this`;
  Annotations.of(scope).addWarningV2('gatewright:target-permissions', message);
}
