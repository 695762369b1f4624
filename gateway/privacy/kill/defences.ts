import type { Patch } from '../patched/patch.ts'

/** One defence, how to take it away, and the proof that has to notice. */
export interface Defence {
  readonly name: string
  readonly patches: readonly Patch[]
  /** Name of a probe; `doors:` and the name of a check for a single one. */
  readonly caughtBy: string
  /** What was broken before, so that it is this defence alone that stands in the way; the probe must still hold then. */
  readonly given?: readonly Patch[]
  /** In the short profile too. */
  readonly isShort?: boolean
}

const one = (file: string, find: string, replace: string): readonly Patch[] => [{ file, find, replace }]

/** A module that shows raw values where it should not: what the second key is for. */
const LYING_MODULE = one(
  'subgraphs/engine/read/column-decision.ts', 'return decide(rights.principalClass,',
  "if (!column.label.public && column.label.category !== 'CREDENTIAL') return { ...decide(rights.principalClass, targetOf(entity, column)), reveal: 'ALL', unlogged: 'ALL' }\n  return decide(rights.principalClass,",
)

/** The database is not asked whether the access of this holder runs; it would find none of somebody else. */
const ENDLESS = one('gateway/plugins/use-break-glass.ts', 'if (!holder?.breakGlass || !await state.isRunning(principal, holder.breakGlass)) throw', 'if (!holder?.breakGlass) throw')

/** A capability is good for ever, once it was signed. */
const TIMELESS = one('schema/policy/capability.ts', 'return content && isCurrent(content, now) ? content : undefined', 'return content')

/** A module takes an emergency access that is over. */
const UNHURRIED = one('subgraphs/engine/operation/viewers.ts', 'return breakGlass !== undefined && breakGlass.exp <= now', 'return false')

/** The clock of the database is not asked either. */
const DEATHLESS = one('subgraphs/engine/read/break-glass-rows.ts', "const lasts = (): string => `now() < ${statement.parameter({ kind: 'GLASS_END' }, 'timestamptz')}`", "const lasts = (): string => 'true'")

/** Every defence that has one place. A find that is no longer in its file is a fault: whoever moves a defence moves it here. */
export const DEFENCES: readonly Defence[] = [
  // what a row may show
  { name: 'the second key: what a module shows is compared with what it may', given: LYING_MODULE, patches: one('gateway/sources/subgraph-source.ts', 'const response = check(await link.call(fetch, scope.facts, { deadline: scope.deadline, isRepeatable: () => isRepeatable(scope) }), fetch, scope)', 'const response = await link.call(fetch, scope.facts, { deadline: scope.deadline, isRepeatable: () => isRepeatable(scope) })'), caughtBy: 'selections' },
  { name: 'a module that shows more is withheld', given: LYING_MODULE, patches: one('gateway/sources/two-keys/divergences.ts', "if (!entries.every(({ decision }) => isNoStronger(decision, expected))) return [{ place, kind: 'WEAKER' }]", ''), caughtBy: 'selections' },
  { name: 'what a module shows it has decided itself', patches: LYING_MODULE, caughtBy: 'modules' },
  { name: 'subgraphs of others are masked', patches: one('gateway/sources/two-keys/mask-foreign.ts', 'replaceAt(response, fetch, place, value => (isHidden ? null : masked(place.target, value)))', ''), caughtBy: 'doors:foreignModulesAreMasked' },
  { name: 'subgraphs of others are asked for nothing hidden', patches: one('gateway/sensitivity/judge-inputs.ts', "const judgement = isForeign ? 'REFUSE' : judgeInput(principalClass, target, member)", 'const judgement = judgeInput(principalClass, target, member)'), caughtBy: 'doors:foreignModulesAreMasked' },
  { name: 'raw only with a request for it', patches: one('schema/policy/grants.ts', "case 'R*': return isInPurpose && target.revealed !== undefined ? 'REVEAL' : maskOf(target)", "case 'R*': return isInPurpose ? 'REVEAL' : maskOf(target)"), caughtBy: 'matrix', isShort: true },
  { name: 'purposes of R and R*', patches: one('schema/policy/grants.ts', 'const isInPurpose = principalClass.purposes.includes(purpose) && purposes.includes(purpose)', 'const isInPurpose = true'), caughtBy: 'matrix' },
  { name: 'the ceiling of tokens and channels', patches: one('schema/policy/ceiling.ts', 'return meet(tokenCeiling(request), request.policy.ceilings[request.principalClass.channel])', "return 'REVEAL'"), caughtBy: 'matrix' },
  { name: 'a mask and a pseudonym together are nothing', patches: one('schema/policy/lattice.ts', "return isAtMost(b, a) ? b : 'REDACT'", "return isAtMost(b, a) ? b : 'MASK'"), caughtBy: 'matrix' },
  { name: 'pseudonyms are of a subject', patches: one('schema/policy/pseudonym.ts', 'mac(key, [coordinate, subjectId, ', 'mac(key, [coordinate, '), caughtBy: 'doors:pseudonymsAreKeyed' },
  { name: 'pseudonyms are for a purpose', patches: one('schema/policy/pseudonym.ts', "['pseudonym', brandId, purpose, ", "['pseudonym', brandId, "), caughtBy: 'doors:pseudonymsAreKeyed' },
  // which rows there are
  { name: 'the brand in every predicate', patches: one('subgraphs/engine/read/scope.ts', "return table.columns.has('brand_id') ?", "return table.columns.has('never') ?"), caughtBy: 'doors:brandWallsStandAlone' },
  { name: 'the scope of rows', patches: one('subgraphs/engine/read/visible.ts', 'return all([inBrand(perspective, table, alias), scoped(perspective, table, alias), condition(perspective, table, alias)])', 'return all([inBrand(perspective, table, alias), condition(perspective, table, alias)])'), caughtBy: 'twins' },
  { name: 'the scope of children', patches: one('subgraphs/engine/read/object-sql.ts', 'return implied ? all([inBrand(writer, target, alias), condition(writer, target, alias)]) : visible(writer, target, alias)', 'return inBrand(writer, target, alias)'), caughtBy: 'twins' },
  { name: 'the scope of rows in nested filters', patches: one('subgraphs/engine/read/filter.ts', 'visible(perspective, target, next), `${next}', '`${next}'), caughtBy: 'rows', isShort: true },
  { name: 'what is internal stays inside', patches: one('subgraphs/engine/read/visible.ts', "if (!rowCondition) return 'true'", "return 'true'\n  if (!rowCondition) return 'true'"), caughtBy: 'rows' },
  { name: 'what a merge brought is not one\'s own yet', patches: one('subgraphs/engine/read/frozen-rows.ts', 'return `(${end.alias}.${SELF_AFTER} is null or ${end.alias}.${SELF_AFTER} <= now())`', "return 'true'"), caughtBy: 'doors:mergedRowsWait' },
  { name: 'what a merge brought to another module is not one\'s own yet', patches: one('subgraphs/engine/read/frozen-rows.ts', 'return journal ? `not (${end.alias}.id = any(${journalled(perspective, journal, end)}))` : \'true\'', "return 'true'"), caughtBy: 'doors:mergedRowsWait' },
  // inputs
  { name: 'filters compare what is revealed', patches: one('subgraphs/engine/read/input-column.ts', 'return { sql: `case when ${guard} then ${bare} end`, guard, bare }', 'return { sql: bare, bare }'), caughtBy: 'filters' },
  { name: 'filters need the raw value', patches: one('schema/policy/decide-input.ts', "if (use === 'FILTER') return logged(decision.reveal)", "if (use === 'FILTER') return 'ALL'"), caughtBy: 'filters' },
  { name: 'inputs are refused before a module is asked', patches: one('gateway/sensitivity/judge-inputs.ts', "if (judgement === 'REFUSE') return", "if (judgement === 'LOOKUP' && judgement !== 'LOOKUP') return"), caughtBy: 'doors:refusedBeforeAsking' },
  { name: 'hidden fields are not fetched', patches: one('gateway/sensitivity/verdict.ts', '!withheld.has(group)', 'true'), caughtBy: 'doors:withheldIsNotFetched' },
  { name: 'the right to look somebody up', patches: one('schema/policy/decide-input.ts', "return mask === 'ALL' && label.category !== 'CREDENTIAL' && holdsBrand(holder, LOOKUP_PERMISSION)", 'return true'), caughtBy: 'filters' },
  { name: 'modules see that a lookup was paid for', patches: one('subgraphs/engine/operation/request-access.ts', "if (looked.size > (budgets?.lookups ?? 0)) throw new ReadError('BUDGET_EXCEEDED', { coordinate })", ''), caughtBy: 'doors:modulesHoldBudgets' },
  { name: 'modules see that a reveal was paid for', patches: one('subgraphs/engine/operation/request-access.ts', "if (reveals.length > 0 && !((budgets?.subjects ?? 0) > 0)) throw new ReadError('BUDGET_EXCEEDED')", ''), caughtBy: 'doors:modulesHoldBudgets' },
  { name: 'modules see that a reveal has a reason', patches: one('subgraphs/engine/operation/request-access.ts', "if (envelope.reveals?.[index]?.purpose !== purpose) throw new ReadError('REASON_REQUIRED')", ''), caughtBy: 'doors:modulesHoldBudgets' },
  { name: 'modules see that a reveal for support has a ticket', patches: one('subgraphs/engine/operation/request-access.ts', "if (purpose === 'SUPPORT' && !ticket) throw new ReadError('TICKET_REQUIRED')", ''), caughtBy: 'doors:modulesHoldBudgets' },
  // cursors
  { name: 'a cursor is bound to a person and a list', patches: one('subgraphs/engine/read/cursor.ts', 'return plain && plain.subarray(0, BINDING_BYTES).equals(binding) ? unpad(plain) : undefined', 'return plain ? unpad(plain) : undefined'), caughtBy: 'doors:cursorsAreSealed', isShort: true },
  { name: 'cursors are sealed', patches: one('subgraphs/engine/read/cursor.ts', 'const sealed = cipher.update(plain)', 'const sealed = plain'), caughtBy: 'doors:cursorsAreSealed' },
  // what leaves beside the data
  { name: 'errors are rebuilt', patches: one('gateway/plugins/use-errors.ts', 'message: messageOf(code),', 'message: formatted.message,'), caughtBy: 'doors:errorsAreOurs' },
  { name: 'errors of modules name only what the graph has', patches: one('gateway/sources/subgraph-source.ts', 'response.errors.map(error => knownError(schema, fetch, error))', 'response.errors'), caughtBy: 'doors:errorsAreOurs' },
  { name: 'answers are not stored', patches: one('gateway/plugins/use-cache-headers.ts', "isSensitive ? 'private, no-store' : 'private, no-cache'", "'private, max-age=60'"), caughtBy: 'doors:answersAreNotStored' },
  { name: 'the log of operations has a list', patches: one('gateway/log.ts', 'operation: matching(NAME, operationName),', 'operation: operationName,'), caughtBy: 'doors:logsSayNothing' },
  { name: 'the log of codes has a list', patches: one('gateway/log.ts', 'codes: [...new Set(codes.filter(isErrorCode))],', 'codes,'), caughtBy: 'doors:logsSayNothing' },
  { name: 'the log leaves messages out', patches: one('schema/observe/log-fields.ts', 'return { kind: kindOf(cause),', 'return { kind: String(cause),'), caughtBy: 'doors:logsSayNothing' },
  { name: 'commands hold sealed values', patches: one('prisma/database/seal-tables.ts', 'sealed[field] = seal(`${type}.${field}`, value)', 'sealed[field] = value'), caughtBy: 'doors:commandsHoldSealedValues' },
  { name: 'sealed values say nothing', patches: one('schema/policy/sealed.ts', 'Object.setPrototypeOf({ sealed: `[sealed ${coordinate}]` }, prototype)', 'Object.setPrototypeOf({ sealed: String(value) }, prototype)'), caughtBy: 'doors:commandsHoldSealedValues' },
  // reveals
  { name: 'a reveal has a reason without personal data', patches: one('gateway/reveal/reason-fault.ts', "return hasFindings(reason) || hasFindings(plain(reason)) ? 'REASON_HAS_PII' : undefined", 'return undefined'), caughtBy: 'doors:revealsNeedAReason' },
  { name: 'reveals are paid', patches: one('gateway/plugins/use-reveals.ts', "if (!hasRoom) throw refuse('BUDGET_EXCEEDED')", ''), caughtBy: 'doors:revealsArePaid' },
  { name: 'reveals are logged in the transaction of the read', patches: one('subgraphs/engine/operation/run-read.ts', 'return logStatement(runner, reader, { read, tally })', 'return undefined'), caughtBy: 'doors:revealsAreLogged' },
  { name: 'reveals for support stay in their ticket', patches: one('subgraphs/engine/read/rulings-of.ts', 'rows: ticketRows(perspective, cell),', "rows: 'true',"), caughtBy: 'doors:revealsStayInTheirTicket' },
  // emergency access
  { name: 'an emergency access ends', patches: one('gateway/plugins/use-break-glass.ts', 'if (!holder?.breakGlass || !await state.isRunning(principal, holder.breakGlass)) throw', 'if (!holder?.breakGlass) throw'), caughtBy: 'doors:emergenciesEnd' },
  { name: 'a capability is for its holder', patches: one('gateway/plugins/use-break-glass.ts', '|| verified.principalId !== principal.id) return undefined', ') return undefined'), given: ENDLESS, caughtBy: 'doors:emergenciesAreForOne' },
  { name: 'nobody but the product grants emergency access', patches: one('schema/policy/capability.ts', "if (!key || !isEqual(macOf(key, `c1.${version}.${payload}`), signature)) return undefined", 'if (!key) return undefined'), given: ENDLESS, caughtBy: 'doors:emergenciesAreForOne' },
  { name: 'a capability ends by itself', patches: TIMELESS, given: [...ENDLESS, ...UNHURRIED, ...DEATHLESS], caughtBy: 'doors:emergenciesExpire' },
  { name: 'modules take no emergency access that is over', patches: UNHURRIED, given: [...ENDLESS, ...TIMELESS, ...DEATHLESS], caughtBy: 'doors:emergenciesExpire' },
  { name: 'no row is read for an emergency access that is over', patches: DEATHLESS, given: [...ENDLESS, ...TIMELESS, ...UNHURRIED], caughtBy: 'doors:emergenciesExpire' },
  { name: 'an emergency access that ends under way is asked of the database', patches: ENDLESS, given: [...TIMELESS, ...UNHURRIED, ...DEATHLESS], caughtBy: 'doors:emergenciesEnd' },
  // between gateway and module
  { name: 'an envelope is good for its body', patches: one('subgraphs/engine/operation/viewers.ts', 'return verification.ok && verification.envelope.bodyHash === bodyHash ? verification.envelope : undefined', 'return verification.ok ? verification.envelope : undefined'), caughtBy: 'proof:envelope' },
  { name: 'nobody but the gateway signs', patches: one('schema/policy/envelope.ts', "if (!isSignedBy(key, `v2.${version}.${principal}.${request}`, signature)) return refused('BAD_SIGNATURE')", ''), caughtBy: 'proof:envelope' },
  { name: 'envelopes end', patches: one('schema/policy/envelope.ts', "if (content.exp <= now) return refused('EXPIRED')", ''), caughtBy: 'proof:envelope' },
  { name: 'a command runs once for an envelope', patches: one('subgraphs/engine/command/claim-key.ts', "if (!isTrue(claim?.is_spent)) throw new ReadError('UNAUTHENTICATED')", ''), caughtBy: 'proof:envelope' },
  // figures
  { name: 'cells of few are not published', patches: one('subgraphs/engine/cube/suppress.ts', 'const unsafe = [...cube].filter(([, cell]) => isUnsafe(cell, rule))', 'const unsafe = [...cube].filter(() => false)'), caughtBy: 'cube' },
  { name: 'cells of one or two large ones are not published', patches: one('subgraphs/engine/cube/suppression-rule.ts', 'return first * 100n > BigInt(largestShare) * value || (first + second) * 100n > BigInt(twoLargestShare) * value', 'return first + second < 0n && largestShare + twoLargestShare > 0 && value < 0n'), caughtBy: 'cube' },
  { name: 'what is hidden cannot be subtracted', patches: one('subgraphs/engine/cube/suppress.ts', 'for (const name of cheapestShift({ cube, domains, hidden, rule }, cell)) hidden.add(name)', 'void [cell, domains]'), caughtBy: 'cube' },
  { name: 'the scope of rows in figures', patches: one('subgraphs/engine/cube/rows-sql.ts', 'visible(perspective, table, ALIAS), ...moment', "'true', ...moment"), caughtBy: 'figures' },
  { name: 'the scope of rows in figures of events', patches: one('subgraphs/engine/cube/as-of/event-rows.ts', 'all([visible(perspective, table, ALIAS), ', 'all(['), caughtBy: 'bills' },
  { name: 'the scope of rows in figures of several tables', patches: one('subgraphs/engine/cube/as-of/combined-sql.ts', 'visible(perspective, table, ALIAS), ...base.alias', '...base.alias'), caughtBy: 'bills' },
  { name: 'the scope of rows in figures by age', patches: one('subgraphs/engine/cube/as-of/ages-sql.ts', 'visible(perspective, table, ALIAS), ...partConditions', '...partConditions'), caughtBy: 'bills' },
  { name: 'the scope of joined rows in figures', patches: one('subgraphs/engine/cube/metric-joins.ts', 'all([visible(perspective, target, next), ', 'all(['), caughtBy: 'joined rows' },
  { name: 'no figure is grouped by what is sensitive', patches: one('subgraphs/engine/cube/metric-dimension.ts', "if (label && !label.public) throw new ReadError('PII_GROUP_REFUSED', { coordinate, rule: `${label.category}/GROUP`, dimensions })", ''), caughtBy: 'groups' },
  { name: 'both parts of a ratio are protected', patches: one('subgraphs/engine/cube/figure-of.ts', "if (kind === 'RATIO') return { name, addends, valueAt: quotient }", "if (kind === 'RATIO') return { name, addends: addends.slice(1), valueAt: quotient }"), caughtBy: 'hiding' },
  { name: 'metrics of one table are not subtracted', patches: one('subgraphs/engine/cube/tables-of.ts', 'const rests = pairsOf(addends).filter(([one, other]) => canBeSubtracted(one, other))', 'const rests = pairsOf(addends).filter(([one, other]) => canBeSubtracted(one, other) && false)'), caughtBy: 'hiding' },
  { name: 'nobody is counted who adds nothing', patches: one('subgraphs/engine/cube/hide-together.ts', 'buildCube(contributions.filter(({ amount }) => amount !== 0n))', 'buildCube(contributions)'), caughtBy: 'hiding' },
  // files
  { name: 'files hold masks at most', patches: [
    { file: 'gateway/exports/export-service.ts', find: "principal: { ...principal, channel: 'EXPORT' }", replace: 'principal' },
    { file: 'gateway/exports/run-export.ts', find: "({ ...principal, channel: 'EXPORT' })", replace: 'principal' },
    { file: 'gateway/exports/fetch-file.ts', find: "principal: { ...principal, channel: 'EXPORT' }", replace: 'principal' },
  ], caughtBy: 'files' },
  { name: 'a file ends with the rights that it was made with', patches: [
    { file: 'gateway/exports/fetch-file.ts', find: 'if (!file || !rightsCover(principal, file.request.principal)) return undefined', replace: 'if (!file) return undefined' },
    { file: 'gateway/exports/fetch-file.ts', find: 'if (!holder || !rightsCover(holder, file.request.principal) || !isShown(graph(), file.request)) {', replace: 'if (!holder || !isShown(graph(), file.request)) {' },
  ], caughtBy: 'withdrawn files' },
  { name: 'a file is made with the rights of now', patches: one('gateway/exports/run-export.ts', 'return holder !== undefined && rightsCover(holder, principal)', 'return holder !== undefined'), caughtBy: 'withdrawn files' },
  // in the name of somebody else
  { name: 'nobody reads more in the name of somebody who reads less', patches: one('schema/policy/permissions.ts', '  if (!onBehalfOf) return own\n', '  if (!onBehalfOf || own.length > 0) return own\n'), caughtBy: 'matrix of rows' },
  { name: 'places are those of a permission', patches: one('schema/policy/permissions.ts', 'if (place !== undefined && assignment.permissions.some((held) => covers(held, permission))) places.add(place)', 'if (place !== undefined) places.add(place)'), caughtBy: 'matrix of rows' },
  // the log: the last ones, because what the second leaves behind is a chain that does not hold
  { name: 'a changed row of the log is seen', patches: one('subgraphs/audit/chain/verify-chain.ts', "if (entryHash(row.prevHash, row) !== row.entryHash) return { brokenAtSeq: seq, reason: 'HASH' }", ''), caughtBy: 'proof:chain' },
  { name: 'a row of the log hangs on the one before it', patches: one('subgraphs/audit/ingest/chain-batch.ts', 'hash = entryHash(previous, {', 'hash = entryHash(GENESIS, {'), caughtBy: 'doors:chainIsKept' },
]
