/** `Root=1-SECONDS-RANDOM`, the client's header where there is one. @param hex random lower case hexadecimal digits */
export function requestTraceId(fromClient: string | undefined, now: number, hex: (digits: number) => string): string {
  return (
    fromClient ??
    `Root=1-${Math.floor(now / 1000)
      .toString(16)
      .padStart(8, '0')}-${hex(24)}`
  );
}

/** A trace header that already has a parent is echoed, one with a root only gets one (recorded). */
export function responseTraceId(requestTrace: string, hex: (digits: number) => string): string {
  return requestTrace.includes('Parent=') ? requestTrace : `${requestTrace};Parent=${hex(16)};Sampled=0`;
}
