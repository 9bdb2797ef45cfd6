import hashlib, inspect, json
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

mode, to = "@MODE@", "@TO@"
connection = connections["default"]
executor = MigrationExecutor(connection)
loader = executor.loader
name = lambda key: key[0] + "." + key[1]


def opaque(operations):
    for operation in operations:
        inner = getattr(operation, "database_operations", None)
        if inner is not None:
            yield from opaque(inner)
        elif not operation.reduces_to_sql:
            yield operation


def revision(migration):
    whole = migration.atomic and connection.features.can_rollback_ddl
    return {"id": name((migration.app_label, migration.name)), "says": "", "parts": not whole}


def described(migration, backwards):
    sql = "\n".join(loader.collect_sql([(migration, backwards)]))
    with open(inspect.getsourcefile(type(migration)), "rb") as file:
        sql += "\n-- source: sha256 " + hashlib.sha256(file.read()).hexdigest()
    rest = []
    for operation in opaque(migration.operations):
        code = getattr(operation, "reverse_code" if backwards else "code", None)
        if getattr(code, "__name__", "") != "noop":
            rest.append(getattr(code, "__name__", type(operation).__name__))
    return dict(revision(migration), sql=sql, rest=", ".join(rest))


def keys(text):
    return [tuple(each.split(".", 1)) for each in text.split("+") if each and each != "empty"]


def backwards():
    wanted = dict(keys(to))
    applied = {key[0] for key in loader.applied_migrations if key in loader.graph.nodes}
    targets = [(app, wanted.get(app)) for app in sorted(applied)]
    return [(m, back) for m, back in executor.migration_plan(targets) if back]


if mode == "standing":
    recorder = MigrationRecorder(connection)
    rows = list(recorder.migration_qs.order_by("id").values_list("app", "name")) if recorder.has_table() else []
    replaced = {key for m in loader.disk_migrations.values() for key in m.replaces}
    known = [key for key in rows if key in loader.graph.nodes]
    heads = {}
    for key in known:
        children = [child.key for child in loader.graph.node_map[key].children]
        if not any(child[0] == key[0] and child in loader.applied_migrations for child in children):
            heads[key[0]] = name(key)
    plan = executor.migration_plan(loader.graph.leaf_nodes())
    answer = {
        "heads": [heads[app] for app in sorted(heads)],
        "applied": [{"id": name(key)} for key in known],
        "pending": [revision(migration) for migration, _ in plan],
        "forked": [sorted(app + "." + each for each in names) for app, names in sorted(loader.detect_conflicts().items())],
        "unknown": [
            name(key)
            for key in rows
            if key not in loader.disk_migrations and key not in replaced and key[0] in loader.migrated_apps
        ],
    }
elif mode == "up":
    plan = executor.migration_plan(keys(to) or loader.graph.leaf_nodes())
    answer = {"plan": [described(migration, back) for migration, back in plan if not back]}
else:
    answer = {"plan": [described(migration, back) for migration, back in backwards()]}
print("\nslipway-answer " + json.dumps(answer))
