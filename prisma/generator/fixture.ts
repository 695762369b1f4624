import type { Entity } from '../../schema/model.ts'
import type { Generated } from './generate-metadata.ts'
import { generateMetadata } from './generate-metadata.ts'
import type { Layout } from './layout.ts'
import type { PrismaFiles } from './prisma-model.ts'
import { modelOfFiles } from './prisma-model.ts'

/**
 * Three modules that keep every rule, with one table of each shape: reference data, `via` scopes, a condition, a self relation,
 * a cross-module reference with a reverse, an append-only table. Tests plant one mistake at a time.
 */

export const fixtureLayout: Layout = { domain: ['identity', 'organization', 'billing'], observers: ['audit'] }

const HEAD = `datasource db {
  provider = "postgresql"
  schemas  = ["platform", "identity", "organization", "billing", "audit"]
}
`

/** The two columns that every table of the fixture begins with. */
export const KEY = `  /// Tenant. @public @ref(platform.brands)
  brandId String @map("brand_id") @db.Uuid
  /// Time-ordered. @public
  id String @default(dbgenerated("uuidv7()")) @db.Uuid`

const COMMON = `${KEY}
  /// When it was written. @public
  createdAt DateTime @default(now()) @map("created_at") @db.Timestamptz(3)`

const MUTABLE = `${COMMON}
  /// When it last changed. @public
  updatedAt DateTime @default(now()) @map("updated_at") @db.Timestamptz(3)
  /// Grows by one with each change. @public
  rowVersion Int @default(1) @map("row_version")`

const PLATFORM = `/// A tenant. @internal
model Brand {
  /// Tenant. @public
  id String @id @default(dbgenerated("uuidv7()")) @db.Uuid
  /// The same. @public @readonly
  brandId String @default(dbgenerated()) @map("brand_id") @db.Uuid
  /// When it was written. @public
  createdAt DateTime @default(now()) @map("created_at") @db.Timestamptz(3)
  /// When it last changed. @public
  updatedAt DateTime @default(now()) @map("updated_at") @db.Timestamptz(3)
  /// Grows by one with each change. @public
  rowVersion Int @default(1) @map("row_version")

  @@map("brands")
  @@schema("platform")
}
`

const IDENTITY = `/// A human being. @table(DOMAIN) @catalog(person) @subject(id)
/// @scope(PERSON, column: id) @scope(BRAND, permission: identity.person.read)
/// @sql(index: brand_id, merged_into_person_id WHERE merged_into_person_id IS NOT NULL)
model Person {
${MUTABLE}
  /// How the person is called. @pii(CONTACT)
  displayName String @map("display_name")
  /// Where mail goes. @pii(CONTACT, pseudonym: true, lookup: true)
  contactEmail String? @map("contact_email")
  /// Self description. @pii(FREE_TEXT, redacted: bioRedacted)
  bio String?
  /// bio after the detectors. @pii(FREE_TEXT) @internal
  bioRedacted String? @map("bio_redacted")
  /// Version of the detectors. @public @internal
  redactionVersion Int? @map("redaction_version") @db.SmallInt
  /// Surviving person. @public
  mergedIntoPersonId String? @map("merged_into_person_id") @db.Uuid

  mergedIntoPerson Person? @relation("survivor", fields: [brandId, mergedIntoPersonId], references: [brandId, id], onDelete: NoAction, onUpdate: NoAction) /// @reverse(-)
  mergedPersons    Person[] @relation("survivor")
  users            User[]

  @@id([brandId, id])
  @@index([brandId, createdAt, id])
  @@map("persons")
  @@schema("identity")
}

/// A way to sign in. @table(DOMAIN) @catalog(user)
/// @scope(PERSON, via: person) @scope(BRAND, permission: identity.user.read)
model User {
${MUTABLE}
  /// Who signs in. @public
  personId String @map("person_id") @db.Uuid
  /// Lifecycle. @public @enum(UserStatus: ACTIVE LOCKED ERASED) @transitions(ACTIVE>LOCKED, LOCKED>ACTIVE, ACTIVE>ERASED)
  status String @default("ACTIVE")
  /// argon2id. @pii(CREDENTIAL)
  passwordHash String? @map("password_hash")

  person Person @relation(fields: [brandId, personId], references: [brandId, id], onDelete: NoAction, onUpdate: NoAction)

  @@id([brandId, id])
  @@index([brandId, personId, id])
  @@index([brandId, status, id])
  @@map("users")
  @@schema("identity")
}
`

const ORGANIZATION = `/// Governance container. @table(DOMAIN)
/// @scope(ORG, column: id, permission: organization.organization.read) @scope(BRAND, permission: organization.organization.read)
model Organization {
${MUTABLE}
  /// Display name. @pii(CONTACT, grant: ORG)
  name String
  /// Owner. @public @ref(identity.persons, reverse: ownedOrganizations)
  ownerPersonId String @map("owner_person_id") @db.Uuid
  /// Where calls come from. @pii(ONLINE_IDENTIFIER)
  allowedIps String[] @map("allowed_ips") @db.Inet

  workspaces Workspace[]

  @@id([brandId, id])
  @@index([brandId, ownerPersonId, id])
  @@map("organizations")
  @@schema("organization")
}

/// Isolation boundary. @table(DOMAIN) @catalog(workspace, where: org_id IS NOT NULL)
/// @scope(WORKSPACE, column: id, permission: organization.workspace.read) @scope(ORG, column: orgId, permission: organization.workspace.read)
/// @scope(BRAND, permission: organization.workspace.read)
/// @sql(unique: brand_id, org_id, name NULLS NOT DISTINCT WHERE region IN ('EU', 'US'))
model Workspace {
${MUTABLE}
  /// Owner organization. @public
  orgId String @map("org_id") @db.Uuid
  /// Display name. @pii(CONTACT, grant: ORG)
  name String
  /// Where the data lives. @public @enum(Region: EU US)
  region String

  organization Organization @relation(fields: [brandId, orgId], references: [brandId, id], onDelete: NoAction, onUpdate: NoAction)

  @@id([brandId, id])
  @@index([brandId, orgId, id])
  @@index([brandId, orgId, region, id])
  @@map("workspaces")
  @@schema("organization")
}
`

const BILLING = `/// What is sold. @table(DOMAIN) @catalog(plan) @scope(BRAND) @key(planCode)
model Plan {
${MUTABLE}
  /// Catalogue key. @public
  planCode String @map("plan_code")
  /// Price of a month in minor units. @public
  monthlyPriceCents BigInt @map("monthly_price_cents")
  /// ISO 4217. @public
  currency String @db.Char(3)

  subscriptions BillingSubscription[]

  @@id([brandId, id])
  @@unique([brandId, planCode])
  @@unique([brandId, id, currency])
  @@unique([brandId, planCode, currency])
  @@map("plans")
  @@schema("billing")
}

/// What a workspace pays for. @table(DOMAIN) @singular(subscription) @plural(subscriptions)
/// @scope(WORKSPACE, column: workspaceId, permission: billing.subscription.read) @scope(ORG, column: orgId, permission: billing.subscription.read)
/// @scope(BRAND, permission: billing.subscription.read)
model BillingSubscription {
${MUTABLE}
  /// Owner organization. @public @ref(organization.organizations, field: organization, reverse: subscriptions)
  orgId String @map("org_id") @db.Uuid
  /// Paying workspace. @public @ref(organization.workspaces)
  workspaceId String @map("workspace_id") @db.Uuid
  /// What was bought. @public
  planId String @map("plan_id") @db.Uuid
  /// ISO 4217. @public
  currency String @db.Char(3)
  /// Lifecycle. @public @enum(SubscriptionStatus: ACTIVE CANCELED) @transitions(ACTIVE>CANCELED)
  status String @default("ACTIVE")

  plan  Plan @relation(fields: [brandId, planId, currency], references: [brandId, id, currency], onDelete: NoAction, onUpdate: NoAction)
  notes SubscriptionNote[]

  @@id([brandId, id])
  @@index([brandId, orgId, id])
  @@index([brandId, workspaceId, status, id])
  @@index([brandId, planId, createdAt, id])
  @@map("subscriptions")
  @@schema("billing")
}

/// A remark about a subscription. @table(ADDED) @appendOnly(erasable: body) @subject(none)
/// @scope(WORKSPACE, via: subscription) @scope(ORG, via: subscription) @scope(BRAND, permission: billing.subscription.read)
/// @condition(isInternal=false, unless: billing.subscription.manage)
model SubscriptionNote {
${COMMON}
  /// Remark about. @public
  subscriptionId String @map("subscription_id") @db.Uuid
  /// For agents only. @public
  isInternal Boolean @default(false) @map("is_internal")
  /// What was said. @pii(FREE_TEXT)
  body String
  /// Surcharge in minor units, in the currency of the subscription. @public
  surchargeAmount BigInt @default(0) @map("surcharge_amount")

  subscription BillingSubscription @relation(fields: [brandId, subscriptionId], references: [brandId, id], onDelete: NoAction, onUpdate: NoAction) /// @reverse(notes)

  @@id([brandId, id])
  @@index([brandId, subscriptionId, id])
  @@map("subscription_notes")
  @@schema("billing")
}
`

const AUDIT = `/// What happened. @table(DOMAIN) @appendOnly @subject(none)
/// @scope(ORG, column: orgId, permission: audit.log.read) @scope(BRAND, permission: audit.log.read)
model AuditEntry {
${COMMON}
  /// Context. @public @ref(organization.organizations, reverse: auditEntries)
  orgId String? @map("org_id") @db.Uuid
  /// Position in the chain. @public(scope: BRAND)
  chainSeq BigInt @map("chain_seq")

  @@id([brandId, id])
  @@unique([brandId, chainSeq])
  @@index([brandId, orgId, id])
  @@map("audit_entries")
  @@schema("audit")
}
`

const infrastructureTable = (prefix: string, module: string, name: string, table: string): string => `/// Machinery of the module. @table(INFRASTRUCTURE) @internal
model ${prefix}${name} {
${KEY}

  @@id([brandId, id])
  @@map("${table}")
  @@schema("${module}")
}
`

const infrastructure = (prefix: string, module: string): string => [
  ['ActionLog', 'audit_log'], ['Outbox', 'outbox'], ['Inbox', 'inbox'], ['IdempotencyKey', 'idempotency_keys'],
  ['SpentEnvelope', 'spent_envelopes'], ['MergeJournal', 'merge_journal'],
].map(([name = '', table = '']) => infrastructureTable(prefix, module, name, table)).join('\n')

/** The fixture as Prisma files. */
export const fixtureFiles: PrismaFiles = [
  ['main.prisma', HEAD], ['platform.prisma', PLATFORM], ['identity.prisma', IDENTITY], ['organization.prisma', ORGANIZATION],
  ['billing.prisma', BILLING], ['audit.prisma', AUDIT],
  ['infrastructure.prisma', [
    infrastructure('Identity', 'identity'), infrastructure('Organization', 'organization'), infrastructure('Billing', 'billing'),
    infrastructure('Audit', 'audit'),
  ].join('\n')],
]

/** The fixture with one piece of text replaced; a piece that stands there never or twice is a mistake in the test. */
export function plant(find: string, replacement: string, files: PrismaFiles = fixtureFiles): PrismaFiles {
  const occurrences = files.reduce((sum, [, text]) => sum + text.split(find).length - 1, 0)
  if (occurrences !== 1) throw new Error(`The fixture holds this ${occurrences} times: ${find}`)
  return files.map(([path, text]) => [path, text.replace(find, () => replacement)] as const)
}

/** Metadata and problems of Prisma files under the layout of the fixture. */
export function generateFixture(files: PrismaFiles = fixtureFiles): Generated {
  return generateMetadata(modelOfFiles(files), fixtureLayout)
}

/** What is wrong after planting, as `CODE Model.field`. */
export function problemsAfter(find: string, replacement: string): readonly string[] {
  return generateFixture(plant(find, replacement)).problems.map(({ code, at }) => `${code} ${at}`)
}

/** The entity of the fixture with that name, after planting where a piece of text is given. */
export function fixtureEntity(type: string, find?: string, replacement = ''): Entity {
  const { modules } = generateFixture(find === undefined ? fixtureFiles : plant(find, replacement))
  const entity = modules.flatMap(({ entities }) => entities).find(candidate => candidate.type === type)
  if (entity === undefined) throw new Error(`The fixture has no ${type}.`)
  return entity
}
