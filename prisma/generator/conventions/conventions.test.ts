import { describe, expect, it } from 'vitest'
import { fixtureFiles, fixtureLayout, generateFixture, KEY, plant, problemsAfter } from '../fixture.ts'
import { generateMetadata } from '../generate-metadata.ts'
import type { PrismaFiles } from '../prisma-model.ts'
import { modelOfFiles } from '../prisma-model.ts'
import { describeProblems } from '../problem.ts'

/** What is planted, where, what it is replaced by, and everything that generation must then say. */
type Planted = readonly [mistake: string, find: string, replacement: string, ...problems: readonly string[]]

const KEY_OF_USERS = '@@id([brandId, id])\n  @@index([brandId, personId, id])'
const DISPLAY_NAME = '/// How the person is called. @pii(CONTACT)\n  displayName String @map("display_name")'
const NO_ACTION = 'onDelete: NoAction, onUpdate: NoAction'
const PERSON_RELATION = `person Person @relation(fields: [brandId, personId], references: [brandId, id], ${NO_ACTION})`
const USER_STATUS = '@enum(UserStatus: ACTIVE LOCKED ERASED) @transitions(ACTIVE>LOCKED, LOCKED>ACTIVE, ACTIVE>ERASED)'
const NOTE_SCOPES = '@scope(WORKSPACE, via: subscription) @scope(ORG, via: subscription) @scope(BRAND, permission: billing.subscription.read)'
const OWNER = '@ref(identity.persons, reverse: ownedOrganizations)'

const codes = (files: PrismaFiles): readonly string[] => generateFixture(files).problems.map(({ code }) => code)
const withColumn = (column: string): string => `${column}\n  ${DISPLAY_NAME}`

const planted: readonly Planted[] = [
  ['a type that generators do not see', DISPLAY_NAME, withColumn('document Unsupported("tsvector")?'), 'UNSUPPORTED_TYPE Person.document'],

  ['a primary key that is not (brand_id, id)', KEY_OF_USERS, '@@id([brandId, personId])\n  @@index([brandId, personId, id])', 'PRIMARY_KEY User', 'KEY_NOT_UNIQUE User.id'],
  ['a unique key without the tenant', '@@unique([brandId, planCode])', '@@unique([brandId, planCode])\n  @@unique([planCode])', 'BRAND_NOT_FIRST Plan'],
  ['an index without the tenant', '@@index([brandId, createdAt, id])', '@@index([createdAt, id])', 'BRAND_NOT_FIRST Person'],
  ['a partial unique key without the tenant', '@sql(index: brand_id, merged', '@sql(unique: merged', 'BRAND_NOT_FIRST Person'],
  ['a table without the tenant', 'brandId String @default(dbgenerated()) @map("brand_id")', 'otherId String @default(dbgenerated()) @map("other_id")', 'MISSING_BRAND Brand'],
  ['a foreign key without the tenant', PERSON_RELATION, `person Person @relation(fields: [personId, brandId], references: [id, brandId], ${NO_ACTION})`, 'FOREIGN_KEY_BRAND User.person'],
  ['a foreign key that deletes', PERSON_RELATION, PERSON_RELATION.replace('onDelete: NoAction', 'onDelete: Cascade'), 'FOREIGN_KEY_ACTION User.person'],

  ['a table that does not say when a row was written', '@map("created_at") @db.Timestamptz(3)\n  /// Context.', '@map("written_at") @db.Timestamptz(3)\n  /// Context.', 'MISSING_COMMON_COLUMN AuditEntry'],
  ['a time of change in a table whose rows never change', 'chainSeq BigInt @map("chain_seq")\n', 'chainSeq BigInt @map("chain_seq")\n  /// Last change. @public\n  updatedAt DateTime @default(now()) @map("updated_at") @db.Timestamptz(3)\n', 'APPEND_ONLY_COLUMN AuditEntry'],
  ['rows that change without counting it', '@appendOnly(erasable: body) ', '', 'MISSING_COMMON_COLUMN SubscriptionNote', 'MISSING_COMMON_COLUMN SubscriptionNote'],

  ['bytes in the graph', DISPLAY_NAME, withColumn('/// Picture. @pii(MIXED, mask: FIXED)\n  picture Bytes?'), 'BYTES_EXPOSED Person.picture'],
  ['a mask that does not fit the type', '/// Price of a month in minor units. @public', '/// Price. @pii(CONTACT, mask: EMAIL)', 'MASK_TYPE Plan.monthlyPriceCents'],
  ['a time finer than a cursor', DISPLAY_NAME, withColumn('/// Seen. @public\n  seenAt DateTime? @map("seen_at") @db.Timestamptz(6)'), 'TIME_PRECISION Person.seenAt'],
  ['a type without a wire type', DISPLAY_NAME, withColumn('/// Weight. @public\n  weight Float?'), 'UNKNOWN_TYPE Person.weight'],

  ['a descending index', '@@index([brandId, createdAt, id])', '@@index([brandId, createdAt(sort: Desc), id])', 'INDEX_DIRECTION Person'],
  ['an index of another kind', '@@index([brandId, createdAt, id])', '@@index([brandId, createdAt, id])\n  @@index([brandId], type: Hash)', 'INDEX_METHOD Person'],
  ['a list whose children have no index', '@@index([brandId, planId, createdAt, id])', '', 'LIST_WITHOUT_INDEX Plan.subscriptions'],
  ['a list in another module without an index', '@@index([brandId, ownerPersonId, id])', '', 'LIST_WITHOUT_INDEX Organization.ownerPersonId'],
  ['a row scope without an index', '@@index([brandId, workspaceId, status, id])', '', 'SCOPE_WITHOUT_INDEX BillingSubscription', 'SCOPE_WITHOUT_INDEX SubscriptionNote'],

  ['a public column with a suspicious name', '/// How the person is called. @pii(CONTACT)', '/// How the person is called. @public', 'SUSPICIOUS_PUBLIC Person.displayName'],

  ['a status without its changes', USER_STATUS, '@enum(UserStatus: ACTIVE LOCKED ERASED)', 'STATUS_WITHOUT_TRANSITIONS User.status'],
  ['a change to a state that does not exist', USER_STATUS, '@enum(UserStatus: ACTIVE LOCKED) @transitions(ACTIVE>LOCKED, LOCKED>GONE)', 'TRANSITION_STATE User.status'],
  ['a status without its states', USER_STATUS, '@transitions(none)', 'STATUS_NOT_ENUM User.status'],
  ['a lifecycle under another name', DISPLAY_NAME, withColumn('/// Where it is. @public @enum(PersonPhase: NEW OLD)\n  phase String'), 'LIFECYCLE_NAME Person.phase'],
  ['changes of a column that is no status', DISPLAY_NAME, withColumn('/// Where it is. @public @enum(Place: A B) @transitions(A>B)\n  place String'), 'LIFECYCLE_NAME Person.place'],

  ['an amount without a currency', DISPLAY_NAME, withColumn('/// What the person owes. @public\n  debtCents BigInt @map("debt_cents")'), 'MONEY_WITHOUT_CURRENCY Person.debtCents'],

  ['a table that nobody can read', NOTE_SCOPES, '', 'MISSING_SCOPE SubscriptionNote'],
  ['a table that staff cannot read', NOTE_SCOPES, '@scope(WORKSPACE, via: subscription)', 'MISSING_BRAND_SCOPE SubscriptionNote'],
  ['a scope that a wider one makes void', NOTE_SCOPES, '@scope(BRAND) @scope(ORG, via: subscription)', 'SCOPE_WITHOUT_EFFECT SubscriptionNote'],
  ['a permission of another module', NOTE_SCOPES, '@scope(BRAND, permission: organization.note.read)', 'PERMISSION_NAME SubscriptionNote'],
  ['a condition with a permission that is none', 'unless: billing.subscription.manage', 'unless: manage', 'PERMISSION_NAME SubscriptionNote'],
  ['an organization scope without a permission', '@scope(ORG, column: orgId, permission: audit.log.read)', '@scope(ORG, column: orgId)', 'SCOPE_WITHOUT_PERMISSION AuditEntry'],
  ['a scope that compares ids of something else', '@scope(ORG, column: orgId, permission: audit.log.read)', '@scope(ORG, column: id, permission: audit.log.read)', 'SCOPE_COLUMN_TARGET AuditEntry'],
  ['a condition that is none', '@condition(isInternal=false,', '@condition(isInternal,', 'MALFORMED_ANNOTATION SubscriptionNote'],

  ['a list with a name that nobody chose', '  users            User[]', '  accounts User[]', 'REVERSE_NAME User.person'],

  ['two meanings of one field', OWNER, '@ref(identity.persons, field: name, reverse: ownedOrganizations)', 'FIELD_NAME_TAKEN Organization.name'],
  ['a connection named like a field of the other type', OWNER, '@ref(identity.persons, reverse: users)', 'FIELD_NAME_TAKEN Person.users'],
  ['two entities with one root field', '@plural(subscriptions)', '@plural(plans)', 'ROOT_FIELD_TAKEN Query.plans'],
  ['an enumeration named like a type', '@enum(Region: EU US)', '@enum(Plan: EU US)', 'TYPE_NAME_TAKEN organization.Plan'],
  ['an enumeration named like a type of every subgraph', '@enum(Region: EU US)', '@enum(SortDirection: EU US)', 'TYPE_NAME_RESERVED organization.SortDirection'],
  ['two entities with one catalog name', '@catalog(plan)', '@catalog(user)', 'CATALOG_NAME_TAKEN Plan'],

  ['a key that is no column', '@key(planCode)', '@key(code)', 'UNKNOWN_COLUMN Plan', 'KEY_NOT_PUBLIC Plan.code', 'KEY_NOT_UNIQUE Plan.code'],
  ['a key that is personal', '/// Catalogue key. @public', '/// Catalogue key. @pii(CONTACT)', 'KEY_NOT_PUBLIC Plan.planCode'],
  ['a key that is not unique', '@key(planCode)', '@key(currency)', 'KEY_NOT_UNIQUE Plan.currency'],
  ['a reference by another type than the key has', OWNER, '@ref(billing.plans, by: planCode, reverse: owners)', 'REFERENCE_KEY Organization.ownerPersonId', 'FORBIDDEN_REFERENCE Organization.ownerPersonId'],
  ['a list of references', '/// Where calls come from. @pii(ONLINE_IDENTIFIER)\n  allowedIps String[] @map("allowed_ips") @db.Inet', '/// Friends. @public @ref(identity.persons, field: friends)\n  friendIds String[] @map("friend_ids") @db.Uuid', 'REFERENCE_KEY Organization.friendIds'],

  ['a reference against the order of the modules', '/// Self description. @pii(FREE_TEXT, redacted: bioRedacted)', '/// Home. @public @ref(organization.workspaces)\n  homeId String? @map("home_id") @db.Uuid\n  /// Self description. @pii(FREE_TEXT, redacted: bioRedacted)', 'FORBIDDEN_REFERENCE Person.homeId'],
  ['a reference to an observer', '/// Catalogue key. @public', '/// Entry. @public @ref(audit.audit_entries)\n  entryId String? @map("entry_id") @db.Uuid\n  /// Catalogue key. @public', 'FORBIDDEN_REFERENCE Plan.entryId'],

  ['a module that writes no audit rows', '@@map("audit_log")\n  @@schema("billing")', '@@map("other_log")\n  @@schema("billing")', 'MISSING_INFRASTRUCTURE billing'],
  ['machinery in the graph', '/// Machinery of the module. @table(INFRASTRUCTURE) @internal\nmodel BillingOutbox', '/// Machinery of the module. @table(INFRASTRUCTURE) @scope(BRAND, permission: billing.outbox.read)\nmodel BillingOutbox', 'INFRASTRUCTURE_EXPOSED BillingOutbox'],
  ['a table kind that does not exist', '@table(ADDED) @appendOnly(erasable: body)', '@table(EXTRA) @appendOnly(erasable: body)', 'MALFORMED_ANNOTATION SubscriptionNote'],
  ['a column to erase that does not exist', 'erasable: body', 'erasable: body title', 'UNKNOWN_COLUMN SubscriptionNote'],
  ['a model without a sentence for people', '/// A human being. @table(DOMAIN)', '/// @table(DOMAIN)', 'MISSING_DESCRIPTION Person'],
]

describe('conventions', () => {
  it('find nothing in a model that keeps them', () => {
    expect(generateFixture().problems).toEqual([])
  })

  it.each(planted)('refuse %s', (_, find, replacement, ...problems) => {
    expect(problemsAfter(find, replacement)).toEqual(problems)
  })

  it('refuse a schema that is no module', () => {
    const { problems } = generateMetadata(modelOfFiles(fixtureFiles), { ...fixtureLayout, observers: [] })
    expect(problems.map(({ code, at }) => `${code} ${at}`)).toEqual(['UNKNOWN_MODULE audit'])
  })

  it('refuse two foreign keys to one parent whose lists nobody named', () => {
    const files = plant(PERSON_RELATION, `person Person @relation("owner", fields: [brandId, personId], references: [brandId, id], ${NO_ACTION})
  makerId String @map("maker_id") @db.Uuid /// Who made it. @public
  maker Person @relation("maker", fields: [brandId, makerId], references: [brandId, id], ${NO_ACTION}) /// @reverse(made)
`, plant('  users            User[]', '  users User[] @relation("owner")\n  made User[] @relation("maker")', plant(KEY_OF_USERS, `${KEY_OF_USERS}\n  @@index([brandId, makerId, id])`)))
    expect(codes(files)).toEqual(['AMBIGUOUS_REVERSE'])
  })

  it('refuse a type of the graph without an id, and allow it to a projection that is internal', () => {
    const files = plant(`model AuditEntry {\n${KEY}`, `model AuditEntry {\n${KEY.replace('  id String', '  key String')}`, plant('@@id([brandId, id])\n  @@unique([brandId, chainSeq])', '@@id([brandId, chainSeq])', plant('@@index([brandId, orgId, id])\n  @@map("audit_entries")', '@@index([brandId, orgId])\n  @@map("audit_entries")')))
    expect(codes(files)).toEqual(['MISSING_ID'])
    expect(codes(plant('/// What happened. @table(DOMAIN)', '/// What happened. @internal', files))).toEqual([])
  })

  it('refuse a foreign key into another module', () => {
    const files = plant('  subscriptions BillingSubscription[]', `  subscriptions BillingSubscription[]
  /// Who sells it. @public
  sellerId String @map("seller_id") @db.Uuid
  seller User @relation(fields: [brandId, sellerId], references: [brandId, id], ${NO_ACTION})`, plant('  /// argon2id.', '  plans Plan[]\n  /// argon2id.'))
    expect(codes(files)).toEqual(['CROSS_SCHEMA_RELATION', 'LIST_WITHOUT_INDEX'])
  })

  it('are all listed at once, each with what to do', () => {
    const files = plant('@pii(CONTACT)\n  displayName', '\n  displayName', plant('@plural(subscriptions)', '@plural(plans)'))
    expect(describeProblems(generateFixture(files).problems)).toMatchInlineSnapshot(`
      "The model breaks 2 of its rules; nothing was written.
        UNCLASSIFIED_COLUMN  Person.displayName  says neither @public nor @pii(CATEGORY); decide whose data it is.
        ROOT_FIELD_TAKEN  Query.plans  is claimed by Plan (list) and by BillingSubscription (list); rename one with field:, @reverse, @singular or @plural."
    `)
  })
})
