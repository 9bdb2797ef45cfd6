CREATE INDEX idx_risks_status ON risks(status) WHERE deleted_at IS NULL;
