import { RetentionDays } from 'aws-cdk-lib/aws-logs';

/** As a log group takes it: for ever is said by no number of days. */
export const logRetention = (days: number): { readonly retentionInDays?: number } =>
  days === RetentionDays.INFINITE ? {} : { retentionInDays: days };
