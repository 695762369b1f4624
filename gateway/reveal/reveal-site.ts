import type { FieldNode, GraphQLField } from 'graphql'
import type { Purpose } from '../../schema/policy/principal.ts'

/** A field on the way to another that answers with several rows. */
export interface RowsOnTheWay {
  readonly field: GraphQLField<unknown, unknown>
  readonly node: FieldNode
  /** False for a list without page arguments, which nothing bounds. */
  readonly isPaged: boolean
}

/** One field of an operation whose raw value is asked for. */
export interface RevealSite {
  /** That of the selection, without row numbers. */
  readonly path: string
  readonly coordinate: string
  readonly node: FieldNode
  /** Its place in the list of reveals of the operation. */
  readonly index: number
  readonly purpose: Purpose
  /** A raw value exists to be asked for: the field is sensitive and has nothing below. */
  readonly isMeaningful: boolean
  readonly rows: readonly RowsOnTheWay[]
}
