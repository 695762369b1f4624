import { CLEARANCES } from '../../policy/principal.ts'
import type { DoorPart } from './door-part.ts'

const ROLE_NAMES = CLEARANCES.map(role => `  ${role.toUpperCase()}`).join('\n')

/** What the policy says to an operation, and what of the schema is used. */
export const planPart: DoorPart = {
  queries: `  """
  What an operation would show to the caller and what it may use, decided without reading a row: the same for every database.
  Coordinates are those of the composed graph. \`as\` asks for another role and is for privacy officers and auditors.
  """
  privacyPlan(
    "The document, with one operation."
    operation: String! @sensitivity(reads: [], scope: [SELF])
    "Its variables; without them a filter that comes in a variable cannot be judged."
    variables: JSON @sensitivity(reads: [], scope: [SELF])
    "Whose view is asked for: the caller's own where it is left out."
    as: PrivacyPlanRole
    "The purpose of the request; that of the caller where it is left out."
    purpose: Purpose
  ): PrivacyPlan! @sensitivity(reads: [], scope: [SELF]) @cost(weight: "20")
  """
  What of the schema was used in the caller's brand, counted by operations: how often a field was asked for, with which clearances, and where it was withheld.
  Days are those of UTC, and a range has seven of them at least: a shorter one would tell the work of single people. Null for those who may not read it.
  """
  schemaUsage(
    "First day; the thirtieth before the last one where it is left out. Counts are kept for 400 days."
    from: Date
    "Last day, inclusive; today where it is left out."
    to: Date
    "Only coordinates that begin with this, as Invoice or Query.invoices."
    prefix: String @sensitivity(reads: [], scope: [SELF])
    "Only fields that nobody asked for."
    isUnused: Boolean! = false
    "How many, in the order of their names; 100 where it is left out, at most 1000."
    first: Int
  ): SchemaUsage @sensitivity(reads: [], scope: [SELF]) @cost(weight: "20")`,
  types: `"""What of the schema was used in a range of days."""
type SchemaUsage @sensitivity(reads: [], scope: [SELF]) {
  "First day that was counted."
  from: Date!
  "Last day that was counted."
  to: Date!
  "Coordinates that were asked for, of how many there are more than these is said by the total."
  coordinates: [CoordinateUsage!]! @listSize(assumedSize: 100, requireOneSlicingArgument: false)
  "How many coordinates the question is about."
  total: Int!
}

"""How often a field, an argument or a member of an input was used."""
type CoordinateUsage @sensitivity(reads: [], scope: [SELF]) @cost(weight: "0") {
  "As Type.field, Type.field(argument:) or Input.member."
  coordinate: String!
  "Operations that named it; those that were refused are not counted."
  operations: SafeInt!
  "Operations of these that it was withheld from, whatever the rows."
  withheld: SafeInt!
  "Last day on which it was asked for."
  lastUsedOn: Date
  "By what the callers were cleared for."
  byClearance: [ClearanceUsage!]! @listSize(assumedSize: 8, requireOneSlicingArgument: false)
  "By what the programs call themselves; empty where they do not."
  byClient: [ClientUsage!]! @listSize(assumedSize: 8, requireOneSlicingArgument: false)
  "Clearances that are granted something of this sensitive field, and with which nobody asked for it."
  grantedUnused: [PrivacyPlanRole!]! @listSize(assumedSize: 8, requireOneSlicingArgument: false)
}

"""How often callers with these clearances used it."""
type ClearanceUsage @sensitivity(reads: [], scope: [SELF]) @cost(weight: "0") {
  "Names of clearances joined by a plus sign; none where somebody is cleared for nothing."
  clearance: String!
  "Operations that named it."
  operations: SafeInt!
  "Operations of these that it was withheld from."
  withheld: SafeInt!
}

"""How often a program used it."""
type ClientUsage @sensitivity(reads: [], scope: [SELF]) @cost(weight: "0") {
  "What it calls itself."
  client: String!
  "Operations that named it."
  operations: SafeInt!
}

"""What the policy says to one operation."""
type PrivacyPlan @sensitivity(reads: [], scope: [SELF]) {
  "Names the policy that decides; as \`extensions.sensitivity.policy\`."
  policyVersion: String!
  "False where the whole operation would be refused; \`refusedBy\` says with which code."
  isAllowed: Boolean!
  "Code of the error that the operation would end with; null where it is allowed."
  refusedBy: String
  "People that the raw values asked for are charged with, before anything is read."
  subjects: Int!
  "Values that are looked up, charged before anything is read."
  lookups: Int!
  "Every use of a sensitive field, in the order of the operation."
  entries: [PrivacyPlanEntry!]!
}

"""One use of one sensitive field."""
type PrivacyPlanEntry @sensitivity(reads: [], scope: [SELF]) @cost(weight: "0") {
  "Path of the selection, without rows; of an argument: that of its field, then its name in parentheses."
  path: String!
  "The field that is decided about, as Type.field."
  coordinate: String!
  "Which kind of personal fact it holds; null for a value of brand-wide readers."
  category: PiiCategory
  "What the operation does with it."
  use: PrivacyPlanUse!
  "What happens; ROW where it depends on the row."
  decision: PrivacyPlanDecision!
  "What grants it, by role and category or by a grant of the coordinate; empty where nothing does."
  rules: [String!]!
  "What would show the raw value; for staff of the brand only."
  unlock: String
}

"""What an operation does with a field."""
enum PrivacyPlanUse {
  SELECT
  FILTER
  LOOKUP
  IS_NULL
  ORDER
  GROUP
  WRITE
}

"""What happens to a field, or whether it may be used."""
enum PrivacyPlanDecision {
  REVEAL
  MASK
  PSEUDONYM
  REDACT
  REFUSE
  ROW
  ALLOW
}

"""Somebody with one clearance and nothing else."""
enum PrivacyPlanRole {
${ROLE_NAMES}
}`,
}
