"""A fleet under blows: kills, restarts of Postgres, cut connections, frozen processes; judged from the sandbox."""
