CREATE TABLE risks (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    title       text NOT NULL CHECK (title <> ''),
    likelihood  int NOT NULL CHECK (likelihood BETWEEN 1 AND 5),
    impact      int NOT NULL CHECK (impact BETWEEN 1 AND 5),
    status      text NOT NULL DEFAULT 'open',
    created_at  timestamptz NOT NULL DEFAULT now(),
    deleted_at  timestamptz
);
