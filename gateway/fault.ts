/** Something that failed on our side; for the log. */
export interface Fault {
  readonly where: string
  readonly cause: unknown
}
