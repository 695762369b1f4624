/**
 * A part of the contract of the gateway's own subgraph, as people wrote it: root fields as they stand between the braces of their type, and further types.
 * Every text says what it reads (`@sensitivity`), every list how long it is (`@listSize`).
 */
export interface DoorPart {
  readonly queries: string
  readonly mutations?: string
  readonly types: string
}
