/**
 * The twelve entities of the catalog that the product was conceived from, fact by fact. A line begins an entity (`name table group`), or is one of its
 * columns (`- name type`, then what is not usual: null, key, a category), one of its joins (`> name from = to cardinality`), or one of its metrics
 * (`# name aggregation measure time grains`, `-` where it has none).
 */
export const TWELVE_ENTITIES = `
api_key public.api_keys identity
- id bigint key
- workspace_id bigint
- key_prefix text
- api_key_hash text CREDENTIAL!
- scope text
- created_at timestamptz
- revoked_at timestamptz null
> workspace_api_keys api_key.workspace_id = workspace.id MANY_TO_ONE

billing_profile public.billing_profiles billing
- id bigint key
- workspace_id bigint
- legal_entity text
- tax_id text GOVERNMENT_ID!
- national_id text null GOVERNMENT_ID!
- country_code text
- created_at timestamptz
> workspace_billing_profile billing_profile.workspace_id = workspace.id ONE_TO_ONE

invoice public.invoices billing
- id bigint key
- workspace_id bigint
- subscription_id bigint null
- invoice_number text
- status text
- invoice_total_cents integer
- issued_at timestamptz
- paid_at timestamptz null
> invoice_subscription invoice.subscription_id = subscription.id MANY_TO_ONE
> invoice_workspace invoice.workspace_id = workspace.id MANY_TO_ONE
# total_revenue SUM invoice_total_cents invoice.issued_at DAY WEEK MONTH

payment_method public.payment_methods billing
- id bigint key
- workspace_id bigint
- card_number_last4 text PAYMENT_CARD!
- card_brand text
- card_exp_month integer
- card_exp_year integer
- is_default boolean
- created_at timestamptz
> workspace_payment_methods payment_method.workspace_id = workspace.id MANY_TO_ONE

plan public.plans billing
- id bigint key
- plan_code text
- title text
- monthly_price_cents integer
- included_seats integer
- sla_tier text
- is_active boolean
> subscription_plan subscription.plan_id = plan.id MANY_TO_ONE

session public.sessions identity
- id bigint key
- user_id bigint
- session_token text CREDENTIAL!
- last_login_ip text null ONLINE_IDENTIFIER
- created_at timestamptz
- expires_at timestamptz
> user_sessions session.user_id = user.id MANY_TO_ONE

subscription public.subscriptions billing
- id bigint key
- workspace_id bigint
- plan_id bigint
- status text
- mrr_cents integer
- started_at timestamptz
- canceled_at timestamptz null
- trial_ends_at timestamptz null
> invoice_subscription invoice.subscription_id = subscription.id MANY_TO_ONE
> subscription_items_subscription subscription_item.subscription_id = subscription.id MANY_TO_ONE
> subscription_plan subscription.plan_id = plan.id MANY_TO_ONE
> workspace_subscriptions subscription.workspace_id = workspace.id MANY_TO_ONE
# active_subscriptions COUNT id subscription.started_at DAY WEEK MONTH

subscription_item public.subscription_items billing
- id bigint key
- subscription_id bigint
- plan_id bigint
- seats integer
- unit_price_cents integer
> subscription_items_subscription subscription_item.subscription_id = subscription.id MANY_TO_ONE
# total_revenue_real SUM unit_price_cents*seats - -

support_ticket public.support_tickets activity
- id bigint key
- workspace_id bigint
- user_id bigint null
- subject text
- body text null
- status text
- created_at timestamptz
> workspace_support_tickets support_ticket.workspace_id = workspace.id MANY_TO_ONE

usage_event public.usage_events activity
- id bigint key
- workspace_id bigint
- event_type text
- quantity integer
- occurred_at timestamptz
- recorded_at timestamptz
# usage_volume SUM quantity usage_event.occurred_at DAY WEEK MONTH

user public.users identity
- id bigint key
- workspace_id bigint
- email text CONTACT
- full_name text CONTACT
- password_hash text CREDENTIAL!
- role text
- bio text null
- created_at timestamptz
> user_sessions session.user_id = user.id MANY_TO_ONE
> workspace_users user.workspace_id = workspace.id MANY_TO_ONE
# user_count COUNT id - -

workspace public.workspaces identity
- id bigint key
- name text
- slug text
- region text
- plan_tier text
- seat_count integer
- created_at timestamptz
> invoice_workspace invoice.workspace_id = workspace.id MANY_TO_ONE
> workspace_api_keys api_key.workspace_id = workspace.id MANY_TO_ONE
> workspace_billing_profile billing_profile.workspace_id = workspace.id ONE_TO_ONE
> workspace_payment_methods payment_method.workspace_id = workspace.id MANY_TO_ONE
> workspace_subscriptions subscription.workspace_id = workspace.id MANY_TO_ONE
> workspace_support_tickets support_ticket.workspace_id = workspace.id MANY_TO_ONE
> workspace_users user.workspace_id = workspace.id MANY_TO_ONE
`
