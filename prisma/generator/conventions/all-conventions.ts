import { brandInKeys } from './brand-in-keys.ts'
import { catalogNames } from './catalog-names.ts'
import { columnTypes } from './column-types.ts'
import { commonColumns } from './common-columns.ts'
import type { Convention } from './convention.ts'
import { dependencyRule } from './dependency-rule.ts'
import { federationKeys } from './federation-keys.ts'
import { fieldNames } from './field-names.ts'
import { foreignKeys } from './foreign-keys.ts'
import { indexesAscend } from './indexes-ascend.ts'
import { infrastructureTables } from './infrastructure-tables.ts'
import { lifecycles } from './lifecycles.ts'
import { lookupsHaveIndexes } from './lookups-have-indexes.ts'
import { moneyHasCurrency } from './money-has-currency.ts'
import { noUnsupportedTypes } from './no-unsupported-types.ts'
import { publishedMetrics } from './published-metrics.ts'
import { reverseNames } from './reverse-names.ts'
import { rowScopes } from './row-scopes.ts'
import { suspiciousNames } from './suspicious-names.ts'
import { timePrecision } from './time-precision.ts'
import { typeNames } from './type-names.ts'

/** Every rule that generation enforces; a new one is one file and one line here. */
export const CONVENTIONS: readonly Convention[] = [
  noUnsupportedTypes, brandInKeys, foreignKeys, commonColumns, columnTypes, timePrecision, indexesAscend, lookupsHaveIndexes,
  suspiciousNames, lifecycles, moneyHasCurrency, rowScopes, reverseNames, fieldNames, typeNames, catalogNames, federationKeys,
  dependencyRule, infrastructureTables, publishedMetrics,
]
