-- What becomes of a case is a row of its own: upkeep is told of it too.
CREATE FUNCTION tell_keeping_of_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO keeping_change (finding_id)
    SELECT a.finding_id FROM "case" c JOIN alert a ON a.id = c.alert_id WHERE c.id = NEW.case_id;
  RETURN NULL;
END $$;

CREATE TRIGGER tell_keeping AFTER INSERT ON "case_move" FOR EACH ROW EXECUTE FUNCTION tell_keeping_of_move();

-- What is made of a matter is kept as it is.
CREATE TRIGGER tell_keeping AFTER INSERT ON "document" FOR EACH ROW EXECUTE FUNCTION tell_keeping_of_case();
