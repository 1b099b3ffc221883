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

alter role rbo_app set idle_in_transaction_session_timeout = '60s';
alter role rbo_system set idle_in_transaction_session_timeout = '60s';
alter role rbo_identity set idle_in_transaction_session_timeout = '60s';
alter role rbo_backup set default_transaction_read_only = on;
