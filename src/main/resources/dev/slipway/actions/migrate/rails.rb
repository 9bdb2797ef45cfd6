require "json"
mode, to = "@MODE@", "@TO@"
pool = ActiveRecord::Base.connection_pool
whole = ActiveRecord::Base.connection.supports_ddl_transactions?
context = pool.respond_to?(:migration_context) ? pool.migration_context : ActiveRecord::Base.connection.migration_context
all = context.migrations.sort_by(&:version)
done = context.get_all_versions.map(&:to_i).sort
revision = lambda do |each|
  { id: each.version.to_s, says: each.name, parts: !whole || !!each.disable_ddl_transaction }
end
described = lambda { |each| revision.call(each).merge(source: File.read(each.filename)) }
twins = all.group_by(&:version).values.select { |each| each.size > 1 }
answer =
  case mode
  when "standing"
    known = all.map(&:version)
    { heads: done.empty? ? [] : [done.last.to_s],
      applied: all.select { |each| done.include?(each.version) }.map(&revision) +
        (done - known).map { |each| { id: each.to_s } },
      pending: all.reject { |each| done.include?(each.version) }.map(&revision),
      forked: twins.map { |each| each.map { |one| File.basename(one.filename, ".rb") } },
      unknown: (done - known).map(&:to_s) }
  when "up"
    { plan: all.reject { |each| done.include?(each.version) || (!to.empty? && each.version > to.to_i) }.map(&described) }
  else
    floor = to == "empty" ? 0 : to.to_i
    { plan: all.select { |each| done.include?(each.version) && each.version > floor }.reverse.map(&described) }
  end
puts "\nslipway-answer " + JSON.generate(answer)
