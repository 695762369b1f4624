import { connectionsAreRelay } from './connections-are-relay.ts'
import type { Contract, Finding, Lint } from './contract.ts'
import { everythingIsDescribed } from './everything-is-described.ts'
import { handWrittenSaysWhatItReads } from './hand-written-says-what-it-reads.ts'
import { handWrittenTextIsLabelled } from './hand-written-text-is-labelled.ts'
import { inputsHaveTheirCoordinatesLabel } from './inputs-have-their-coordinates-label.ts'
import { interfacesAgree } from './interfaces-agree.ts'
import { keysArePublic } from './keys-are-public.ts'
import { namesAreRegular } from './names-are-regular.ts'
import { noRootTypeNames } from './no-root-type-names.ts'
import { oneOwnerPerCoordinate } from './one-owner-per-coordinate.ts'
import { sameLabelEverywhere } from './same-label-everywhere.ts'
import { sensitiveIsNullable } from './sensitive-is-nullable.ts'
import { sensitiveStaysAtHome } from './sensitive-stays-at-home.ts'
import { sharedDirectivesAreEqual } from './shared-directives-are-equal.ts'
import { textsAreClean } from './texts-are-clean.ts'

/** All rules by their code: L of sensitivity, S of style. */
export const lints: Readonly<Record<string, Lint>> = {
  L1: sameLabelEverywhere,
  L2: keysArePublic,
  L3: sensitiveStaysAtHome,
  L4: interfacesAgree,
  L5: sensitiveIsNullable,
  L6: inputsHaveTheirCoordinatesLabel,
  L7: textsAreClean,
  L8: handWrittenTextIsLabelled,
  L9: sharedDirectivesAreEqual,
  L10: oneOwnerPerCoordinate,
  L11: noRootTypeNames,
  L12: handWrittenSaysWhatItReads,
  S1: everythingIsDescribed,
  S2: namesAreRegular,
  S3: connectionsAreRelay,
}

/** What the rules find in a graph, in the order of the rules. */
export const lintContracts = (contracts: readonly Contract[]): readonly Finding[] => Object.values(lints).flatMap(lint => lint(contracts))
