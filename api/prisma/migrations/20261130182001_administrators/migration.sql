-- Who administered before goes on as system administrator: the duty by which all others are appointed. Nobody becomes
-- security, audit or device administrator by an upgrade: each is a decision, and stands in the trail.
UPDATE "person" SET "role" = 'system_admin' WHERE "role" = 'admin';
UPDATE "person_request" SET "payload" = jsonb_set("payload"::jsonb, '{role}', '"system_admin"') WHERE "payload"->>'role' = 'admin';

-- A program of before cannot make one of the old kind any more: nobody could say what they may do.
ALTER TABLE "person" ADD CONSTRAINT "person_role_is_split" CHECK ("role" <> 'admin');
