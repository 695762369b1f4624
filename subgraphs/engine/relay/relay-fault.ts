/** Messages of a module were given up: they wait, DEAD, until somebody sends them again. */
export class RelayFault extends Error {
  override readonly name = 'RelayFault'
  readonly code = 'OUTBOX_DEAD'

  constructor(module: string, { destination, codes }: { readonly destination: string; readonly codes: readonly string[] }) {
    super(`${codes.length} messages of ${module} to ${destination} were given up (${[...new Set(codes)].join(', ')}).`)
  }
}
