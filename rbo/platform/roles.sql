-- The roles of an RBO server. Nobody signs in as the owner; whoever signs in owns nothing.
do $$
declare
    name text;
begin
    foreach name in array array[
        'rbo_owner', 'rbo_window', 'rbo_lookup',
        'rbo_app', 'rbo_system', 'rbo_identity', 'rbo_migrator', 'rbo_backup'
    ] loop
        if not exists (select from pg_roles where rolname = name) then
            execute format('create role %I', name);
        end if;
    end loop;
end $$;

-- Without inheriting, so that a membership only ever counts after SET ROLE.
alter role rbo_owner nologin noinherit;
alter role rbo_window nologin noinherit;
alter role rbo_lookup nologin noinherit;
alter role rbo_app login noinherit;
alter role rbo_system login noinherit;
alter role rbo_identity login noinherit;
alter role rbo_migrator login noinherit;
alter role rbo_backup login;

grant rbo_owner to rbo_migrator;
grant rbo_window, rbo_lookup to rbo_owner;
grant pg_read_all_data to rbo_backup;

-- Said of the roles, not by whoever connects: that holds through PgBouncer too. Nobody keeps the others waiting for long.
-- A page has five seconds; a job says for each of its transactions that it has a minute (rbo/platform/limits.py).
do $$
declare
    name text;
begin
    foreach name in array array['rbo_app', 'rbo_system', 'rbo_identity'] loop
        execute format('alter role %I set idle_in_transaction_session_timeout = %L', name, '30s');
        execute format('alter role %I set statement_timeout = %L', name, '5s');
        execute format('alter role %I set lock_timeout = %L', name, '2s');
    end loop;
end $$;
alter role rbo_system set statement_timeout = '60s';
alter role rbo_backup set default_transaction_read_only = on;
