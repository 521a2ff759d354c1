/** The local runtime: any cloud assembly's REST APIs on this machine. */
export {
  type LocalGateway,
  type LocalGatewayOptions,
  type ServedApi,
  type ServedDomain,
  startLocalGateway,
} from './start-local-gateway.ts';
