import type { CommandRights } from '../../variants/command-rights.ts'
import type { DoorPart } from './door-part.ts'

/** Files are made for whoever asks for them and shown to nobody else, so they read nothing of anybody by themselves: what stands in a file is read through the graph. */
const OWN = '@sensitivity(reads: [], scope: [SELF])'

/** Everybody with a token may; whoever has none has no file. */
export const EXPORT_RIGHTS: readonly CommandRights[] = ['export', 'exports', 'exportCreate', 'exportCancel']
  .map(name => ({ name, permissions: [], isAnonymous: false, isOwn: true, places: [] }))

/** Files of rows: asked for, followed and ended. */
export const exportPart: DoorPart = {
  queries: `  """
  One of the caller's own exports. Null for those of others, and for one that was forgotten.
  """
  export(id: ID! ${OWN}): Export ${OWN}
  """The caller's own exports that are not forgotten yet, the newest first."""
  exports(
    "How many; 20 where it is left out, at most 100."
    first: Int
  ): [Export!]! ${OWN} @listSize(assumedSize: 20, slicingArguments: ["first"], requireOneSlicingArgument: false)`,
  mutations: `  """
  Asks for a file of everything that a query lists: one list at its root, all pages of it. Arguments that choose a page are left out; \`@reveal\` is refused,
  because a file holds masks at most. The caller's rights are looked at again while it is made and when it is fetched, and what ends them ends the file.
  """
  exportCreate(
    "The document, with one query of one list."
    query: String! ${OWN}
    "Its variables."
    variables: JSON ${OWN}
    "The form of the file."
    format: ExportFormat! = CSV ${OWN}
  ): Export! ${OWN} @cost(weight: "20")
  """Ends one of the caller's own exports and deletes what is there of its file; null where there is none. Asked again it changes nothing."""
  exportCancel(id: ID! ${OWN}): Export ${OWN}`,
  types: `"""A file of rows, made page by page in the background with the rights of whoever asked for it."""
type Export ${OWN} @cost(weight: "0") {
  "As in the address of the file."
  id: ID!
  "How far it is."
  status: ExportStatus!
  "The form of the file."
  format: ExportFormat!
  "Rows that are in the file by now."
  rows: SafeInt!
  "Length of the file by now, before it is compressed on its way."
  bytes: SafeInt!
  "Names of the columns, in the order of the file; in JSONL they are paths in an object."
  columns: [String!]! ${OWN}
  "Which limit ended the file before the list ended."
  endedBy: ExportLimit
  "Why there is no file: a code as errors have it."
  code: String ${OWN}
  "Where the file is fetched with the caller's token; null until it is complete."
  path: String ${OWN}
  "When it was asked for."
  createdAt: DateTime!
  "When it was complete, or ended otherwise."
  finishedAt: DateTime
  "When the file is deleted."
  expiresAt: DateTime!
}

"""How far a file is."""
enum ExportStatus {
  QUEUED
  RUNNING
  READY
  FAILED
  CANCELLED
  "The rights with which it was asked for have ended."
  WITHDRAWN
  "Its time is over."
  EXPIRED
}

"""The form of a file."""
enum ExportFormat {
  "RFC 4180, UTF-8. Texts that a spreadsheet would take for a formula have an apostrophe in front."
  CSV
  "One JSON object a line."
  JSONL
  "Apache Parquet, compressed with Snappy."
  PARQUET
}

"""What a file may hold at most."""
enum ExportLimit {
  ROWS
  BYTES
}`,
}
