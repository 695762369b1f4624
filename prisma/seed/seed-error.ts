/** Why demo data cannot be loaded, for the person who asked; the message says what to do. */
export class SeedError extends Error {
  override readonly name = 'SeedError'
}
